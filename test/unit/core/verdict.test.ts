import { describe, expect, it } from 'vitest';
import type { Group } from '../../../src/core/groups';
import type { Prediction, Scores, Word } from '../../../src/core/outcome';
import { defaultSettings, surenesses } from '../../../src/core/settings';
import { certaintyOf, judge, shownRivals, thresholds, verdictOn } from '../../../src/core/verdict';
import { displayName, groupOf } from '../../../src/core/vocabulary';

const word = (name: string, classes: number, probability: number, group: Group = 'cat'): Word => ({
  word: name,
  classes,
  group,
  probability,
});

const scoresOf = (words: readonly Word[], isGraphic = false): Scores => ({
  topFive: [],
  words,
  isGraphic,
});

const chain = [word('tabby', 1, 0.4), word('cat', 5, 0.8), word('animal', 398, 0.95)];
const specific = { ...defaultSettings, generalWords: false };

/** Classes that are told by their names. */
const [WEBSITE, PICK] = [916, 714];

describe('the threshold', () => {
  it.each([
    ['bold', 0.5],
    ['balanced', 0.75],
    ['careful', 0.9],
  ] as const)('of the user who is %s is %d', (sureness, threshold) => {
    expect(thresholds[sureness]).toBe(threshold);
    const settings = { ...defaultSettings, sureness };
    const judgeAt = (probability: number) =>
      judge(scoresOf([word('tabby', 1, probability)]), settings);
    expect(judgeAt(threshold)).toMatchObject({
      kind: 'label',
      word: 'tabby',
      probability: threshold,
    });
    expect(judgeAt(threshold - 1e-9)).toEqual({ kind: 'unsure' });
  });

  it('is never so low that a rival of the word could reach it too', () => {
    for (const sureness of surenesses) expect(thresholds[sureness]).toBeGreaterThanOrEqual(0.5);
  });
});

describe('a verdict', () => {
  it('says the most specific word that is likely enough', () => {
    expect(judge(scoresOf(chain), defaultSettings)).toEqual({
      kind: 'label',
      word: 'cat',
      certainty: 'probably',
      group: 'cat',
      probability: 0.8,
    });
    const careful = { ...defaultSettings, sureness: 'careful' } as const;
    expect(judge(scoresOf(chain), careful)).toMatchObject({ word: 'animal', certainty: 'plain' });
  });

  it('says the name of the class where that is likely enough itself', () => {
    const sure = [word('tabby', 1, 0.76), ...chain.slice(1)];
    expect(judge(scoresOf(sure), defaultSettings)).toMatchObject({ word: 'tabby' });
    expect(judge(scoresOf(sure), specific)).toMatchObject({ word: 'tabby' });
  });

  it('is unsure below every threshold', () => {
    const doubt = [word('tabby', 1, 0.2), word('cat', 5, 0.3)];
    expect(judge(scoresOf(doubt), defaultSettings)).toEqual({ kind: 'unsure' });
    expect(judge(scoresOf([]), defaultSettings)).toEqual({ kind: 'unsure' });
  });

  it('says no general word to those who want none', () => {
    expect(judge(scoresOf(chain), specific)).toEqual({ kind: 'unsure' });
  });
});

describe('a picture that is no photograph', () => {
  it.each(surenesses)('is named only from 0.98 on, also to the user who is %s', (sureness) => {
    const settings = { ...defaultSettings, sureness };
    const judgeAt = (probability: number) =>
      judge(scoresOf([word('tabby', 1, probability)], true), settings);
    expect(judgeAt(0.98)).toMatchObject({ kind: 'label', word: 'tabby' });
    expect(judgeAt(0.98 - 1e-9)).toEqual({ kind: 'graphic' });
  });

  it('is never named by a general word', () => {
    const words = [word('tabby', 1, 0.4), word('cat', 5, 0.99)];
    expect(judge(scoresOf(words, true), defaultSettings)).toEqual({ kind: 'graphic' });
  });

  it('is what the model takes for a website, whatever it looks like', () => {
    const website = [word(displayName(WEBSITE), 1, 0.99, groupOf(WEBSITE))];
    expect(judge(scoresOf(website), defaultSettings)).toEqual({ kind: 'graphic' });
  });

  it('is not said to show a plectrum, which the model sees in logos, nor is what may be a photograph', () => {
    const pick = [word(displayName(PICK), 1, 0.99, groupOf(PICK))];
    expect(judge(scoresOf(pick, true), defaultSettings)).toEqual({ kind: 'graphic' });
    expect(judge(scoresOf(pick), defaultSettings)).toEqual({ kind: 'unsure' });
  });

  it('is never said to show a screen or a document, of which it may be one', () => {
    const menu = [word('menu', 1, 0.99, 'screen-or-document')];
    expect(judge(scoresOf(menu, true), defaultSettings)).toEqual({ kind: 'graphic' });
    expect(judge(scoresOf(menu), defaultSettings)).toMatchObject({ word: 'menu' });
  });
});

describe('what is of a hidden group', () => {
  const settings = { ...defaultSettings, hiddenGroups: ['spider', 'snake'] } as const;

  it('is not named, and nothing else in its place', () => {
    const spider = [word('tarantula', 1, 0.9, 'spider'), word('animal', 398, 0.95, 'spider')];
    expect(judge(scoresOf(spider), settings)).toEqual({ kind: 'unwanted' });
    const drawn = [word('tarantula', 1, 0.99, 'spider')];
    expect(judge(scoresOf(drawn, true), settings)).toEqual({ kind: 'unwanted' });
  });

  it('is not hinted at by a general word either', () => {
    const spider = [word('tarantula', 1, 0.4, 'spider'), word('animal', 398, 0.9, 'spider')];
    expect(judge(scoresOf(spider), settings)).toEqual({ kind: 'unwanted' });
    const cat = [word('tabby', 1, 0.4), word('animal', 398, 0.9)];
    expect(judge(scoresOf(cat), settings)).toMatchObject({ kind: 'label', word: 'animal' });
  });

  it('is unsure like anything else where it is', () => {
    const doubt = scoresOf([word('tarantula', 1, 0.2, 'spider')]);
    expect(judge(doubt, settings)).toEqual({ kind: 'unsure' });
  });

  it('is not among the rivals that are shown', () => {
    const rival = (name: string, group: Group): Prediction => ({
      className: `${name}, Latin`,
      name,
      group,
      probability: 0.2,
    });
    const topFive = [rival('tabby', 'cat'), rival('tarantula', 'spider'), rival('bee', 'insect')];
    const scores = { ...scoresOf(chain), topFive };
    expect(shownRivals(scores, settings)).toEqual([topFive[0], topFive[2]]);
    expect(shownRivals(scores, defaultSettings)).toEqual(topFive);
  });
});

it.each([
  [1, 'plain'],
  [0.9, 'plain'],
  [0.9 - 1e-9, 'probably'],
  [0.75, 'probably'],
  [0.75 - 1e-9, 'maybe'],
  [0.5, 'maybe'],
])('a word of probability %d is put so: %s', (probability, certainty) => {
  expect(certaintyOf(probability)).toBe(certainty);
});

describe('what the user has said', () => {
  const hidden = { ...defaultSettings, hiddenGroups: ['cat'] as const };

  it('goes before all that the model makes of a picture', () => {
    const scores = scoresOf(chain);
    expect(verdictOn({ scores }, defaultSettings)).toEqual(judge(scores, defaultSettings));
    for (const settings of [defaultSettings, hidden]) {
      const correction = { word: 'Mitzi' };
      const told = { kind: 'yours', word: 'Mitzi' };
      expect(verdictOn({ scores, correction }, settings)).toEqual(told);
    }
  });

  it('may be that nothing is right', () => {
    const told = verdictOn({ scores: scoresOf(chain), correction: { word: '' } }, defaultSettings);
    expect(told).toEqual({ kind: 'yours', word: '' });
  });
});
