import { describe, expect, it } from 'vitest';
import { isRight } from '../../../bench/labels/answer';
import { measure, specificityOf } from '../../../bench/labels/measures';
import { flat, flatAsMuchAs, sightline } from '../../../bench/labels/ways';
import { displayName } from '../../../src/core/vocabulary';
import { answer, BANANA, cat, GOLDFISH, photographOf, scoresOf, TABBY } from './scores';

/** A cat that is named, one that has a general word, one taken for a fish, and a fruit that nothing is said of. */
const looked = [
  { photograph: photographOf(TABBY), scores: scoresOf([[TABBY, 0.95]]), views: 1 },
  {
    photograph: photographOf(TABBY),
    scores: scoresOf(
      [
        [282, 0.45],
        [TABBY, 0.4],
      ],
      0.85,
    ),
    views: 3,
  },
  { photograph: photographOf(TABBY), scores: scoresOf([[GOLDFISH, 0.75]]), views: 1 },
  { photograph: photographOf(BANANA), scores: scoresOf([[BANANA, 0.5]]), views: 3 },
];

describe('a word', () => {
  it('is right when it is the name of the class, or a general word that covers it', () => {
    expect(isRight({ word: displayName(TABBY), classes: 1 }, TABBY)).toBe(true);
    expect(isRight({ word: displayName(TABBY), classes: 1 }, GOLDFISH)).toBe(false);
    expect(isRight({ word: cat.word, classes: cat.classes.length }, TABBY)).toBe(true);
    expect(isRight({ word: cat.word, classes: cat.classes.length }, GOLDFISH)).toBe(false);
  });

  it('says all when it names one class, nothing when it covers all, and half at the root of them', () => {
    expect(specificityOf(1)).toBe(1);
    expect(specificityOf(1_000)).toBeCloseTo(0);
    expect(specificityOf(Math.sqrt(1_000))).toBeCloseTo(0.5);
  });
});

describe('the measures', () => {
  it('are shares and means over the photographs, or over the words that are shown', () => {
    const measures = measure(looked.map(answer));
    const general = specificityOf(cat.classes.length);
    expect(measures).toMatchObject({
      photographs: 4,
      top1: 2 / 4,
      top5: 3 / 4,
      labelled: 3 / 4,
      precision: 2 / 3,
      general: 1 / 3,
      inferences: 2,
      graphics: 0,
    });
    expect(measures.specificity).toBeCloseTo((1 + general + 1) / 3);
    // 0.95 and 0.85 are right, 0.75 is wrong; each is alone in its bin.
    expect(measures.calibrationError).toBeCloseTo((0.05 + 0.15 + 0.75) / 3);
    expect(measures.reliability.map(({ count }) => count).slice(6)).toEqual([0, 1, 1, 1]);
  });

  it('are not there where there is nothing to take them of', () => {
    const unsaid = measure(looked.slice(3).map(answer));
    expect(unsaid).toMatchObject({ labelled: 0, precision: null, specificity: null });
    expect(measure([])).toMatchObject({ photographs: 0, top1: null, labelled: null });
  });
});

describe('a flat threshold', () => {
  it('says the name of the likeliest class or nothing', () => {
    expect(flat(looked).answers.map(({ shown }) => shown?.word)).toEqual([
      displayName(TABBY),
      undefined,
      displayName(GOLDFISH),
      undefined,
    ]);
  });

  it('says of as many photographs something, the surest, as another way does', () => {
    const { answers } = flatAsMuchAs(sightline(looked), looked);
    expect(answers.map(({ shown }) => shown?.word)).toEqual([
      displayName(TABBY),
      undefined,
      displayName(GOLDFISH),
      displayName(BANANA),
    ]);
  });
});
