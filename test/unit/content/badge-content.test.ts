import { describe, expect, it, vi } from 'vitest';
import { badgeContent } from '../../../src/content/badge-content';
import { failed } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { tabbyOrLynx } from '../fakes/answers';

vi.mock('webextension-polyfill', async () => {
  const { getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

const unsure = tabbyOrLynx(0.3, 0.4);

describe('a picture', () => {
  it('that nobody asked about says nothing before its answer, nor why it has none', () => {
    expect(badgeContent({ outcome: undefined, byHand: false }, defaultSettings)).toBeUndefined();
    const outcome = failed('timed-out');
    expect(badgeContent({ outcome, byHand: false }, defaultSettings)).toBeUndefined();
    expect(badgeContent({ outcome: undefined, byHand: true }, defaultSettings)).toEqual({
      kind: 'pending',
    });
    expect(badgeContent({ outcome, byHand: true }, defaultSettings)).toEqual({
      kind: 'trouble',
      text: 'It took too long',
    });
  });

  it('with a sure label says it, and what else comes into question', () => {
    const outcome = tabbyOrLynx(0.97, 0.98);
    expect(badgeContent({ outcome, byHand: false }, defaultSettings)).toEqual({
      kind: 'verdict',
      verdict: {
        kind: 'label',
        word: 'tabby',
        certainty: 'plain',
        group: 'cat',
        probability: 0.97,
      },
      rivals: outcome.scores.topFive,
      model: 'tiny',
      took: 7,
    });
  });

  it.each([
    ['unsure', unsure],
    ['graphic', tabbyOrLynx(0.3, 0.4, { isGraphic: true })],
  ] as const)(
    'that is %s says so unless that is not wanted, or somebody asked',
    (kind, outcome) => {
      const rivals = outcome.scores.topFive;
      const said = { kind: 'verdict', verdict: { kind }, rivals, model: 'tiny', took: 7 };
      const quiet = { ...defaultSettings, markUnsure: false };
      expect(badgeContent({ outcome, byHand: false }, defaultSettings)).toEqual(said);
      expect(badgeContent({ outcome, byHand: false }, quiet)).toBeUndefined();
      expect(badgeContent({ outcome, byHand: true }, quiet)).toEqual(said);
    },
  );
});

describe('a group that is never to be named', () => {
  const settings = { ...defaultSettings, hiddenGroups: ['cat'] as const };

  it('is not even hinted at, but whoever asks is told that there is something', () => {
    const outcome = tabbyOrLynx(0.97, 0.98);
    expect(badgeContent({ outcome, byHand: false }, settings)).toBeUndefined();
    expect(badgeContent({ outcome, byHand: true }, settings)).toEqual({
      kind: 'trouble',
      text: 'Sightline is set not to name this',
    });
  });

  it('is not among what comes into question either', () => {
    expect(badgeContent({ outcome: unsure, byHand: false }, settings)).toMatchObject({
      verdict: { kind: 'unsure' },
      rivals: [{ name: 'lynx' }],
    });
  });
});
