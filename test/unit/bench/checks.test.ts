import { describe, expect, it } from 'vitest';
import { checkBadges, checkScores } from '../../../bench/labels/checks';
import type { SeenBadge } from '../../../scripts/read-badges';
import { displayName } from '../../../src/core/vocabulary';
import { answer, GOLDFISH, photographOf, scoresOf, TABBY } from './scores';

const badge = (name: string, percent: string, certainty: string): SeenBadge => ({
  name,
  percent,
  certainty,
  kind: 'verdict',
  isDot: false,
  box: { x: 0, y: 0, width: 1, height: 1 },
});
const looked = { photograph: photographOf(TABBY), scores: scoresOf([[TABBY, 0.8]]), views: 1 };
const name = displayName(TABBY);

describe('the badges', () => {
  it('have to say what the scores come to', () => {
    const unsure = answer({ ...looked, scores: scoresOf([[TABBY, 0.2]]) });
    const badges = [badge(name, '80%', 'probably'), badge('not sure', '', '')];
    expect(() => checkBadges([answer(looked), unsure], badges)).not.toThrow();
  });

  it.each([
    ['another word', badge('goldfish', '80%', 'probably')],
    ['another percentage', badge(name, '81%', 'probably')],
    ['another certainty', badge(name, '80%', 'plain')],
    ['nothing', undefined],
  ])('may not say %s', (_, seen) => {
    expect(() => checkBadges([answer(looked)], seen ? [seen] : [])).toThrow(/281\.jpg/);
  });
});

describe('the workbench', () => {
  it('has to make of a photograph what the extension does, but for rounding', () => {
    expect(() => checkScores(looked, scoresOf([[TABBY, 0.801]]))).not.toThrow();
    expect(() => checkScores(looked, scoresOf([[TABBY, 0.9]]))).toThrow(/differ by 0\.100/);
    expect(() => checkScores(looked, scoresOf([[GOLDFISH, 0.8]]))).toThrow(/281\.jpg/);
  });
});
