import { describe, expect, it } from 'vitest';
import type { Word } from '../../../src/core/outcome';
import { meanOf, topFive, wordsFor } from '../../../src/core/scores';
import { thresholds } from '../../../src/core/verdict';
import { classCount, displayName, generalWords, groupOf } from '../../../src/core/vocabulary';
import { randomFrom } from '../../fixtures/graphics/random';

const labels = Array.from({ length: classCount }, (_, index) => `class ${index}`);

/** exp(x) of each over the sum of all. */
const softmax = (logits: readonly number[]): number[] => {
  const powers = logits.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};

/** Probabilities of all classes: 0 for those that are not given. */
const probabilitiesOf = (given: Readonly<Record<number, number>>): Float32Array =>
  Float32Array.from({ length: classCount }, (_, index) => given[index] ?? 0);

describe('the mean of several views', () => {
  const expectMean = (views: readonly (readonly number[])[], mean: readonly number[]) => {
    const found = meanOf(views);
    expect(found).toHaveLength(mean.length);
    for (const [index, value] of mean.entries()) expect(found[index]).toBeCloseTo(value, 6);
  };

  it('of one view is that view', () => {
    expectMean([[0.5, 0.25, 0.25]], [0.5, 0.25, 0.25]);
    expectMean([[1, 0, 0]], [1, 0, 0]);
  });

  it('is the geometric one class by class, made to sum to 1', () => {
    // The roots of 0.4 x 0.1, 0.2 x 0.8 and 0.4 x 0.1 are 0.2, 0.4 and 0.2.
    const views = [
      [0.4, 0.2, 0.4],
      [0.1, 0.8, 0.1],
    ];
    expectMean(views, [0.25, 0.5, 0.25]);
  });

  it('is as sure as the views where they agree', () => {
    const view = [0.75, 0.2, 0.05];
    expectMean([view, view, view], view);
  });

  it('is the softmax of their mean logits', () => {
    const logits = [
      [3, 1, -2, 0],
      [-1, 2, 0.5, 0],
      [2, 2.5, -4, 0],
    ];
    const means = [0, 1, 2, 3].map(
      (index) => logits.reduce((sum, view) => sum + (view[index] ?? 0), 0) / 3,
    );
    expectMean(logits.map(softmax), softmax(means));
  });

  it('is a number even of classes that a view holds to be impossible', () => {
    const mean = meanOf([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect([...mean].every(Number.isFinite)).toBe(true);
    expect(mean[0]).toBeCloseTo(0.5, 6);
    expect(mean[1]).toBeCloseTo(0.5, 6);
  });

  it('leaves the views as they are', () => {
    const view = Float32Array.of(0.5, 0.5);
    const mean = meanOf([view]);
    mean[0] = 1;
    expect(view).toEqual(Float32Array.of(0.5, 0.5));
  });

  it('cannot be taken of none', () => {
    expect(() => meanOf([])).toThrow(RangeError);
  });
});

describe('the top five', () => {
  it('stand in the order of their probability, with all their names, the plain one and the group', () => {
    const given = { 281: 0.25, 3: 0.125, 999: 0.3125, 0: 0.0625, 500: 0.1875, 17: 0.03125 };
    expect(topFive(probabilitiesOf(given), labels)).toEqual(
      [999, 281, 500, 3, 0].map((index) => ({
        className: `class ${index}`,
        name: displayName(index),
        group: groupOf(index),
        probability: given[index as keyof typeof given],
      })),
    );
  });

  it('are the earlier classes where several are equally likely', () => {
    const top = topFive(probabilitiesOf({ 700: 0.5, 6: 0.125, 5: 0.125, 998: 0.125 }), labels);
    expect(top.map(({ className }) => className)).toEqual(
      [700, 5, 6, 998, 0].map((index) => `class ${index}`),
    );
  });

  it.each([0, 999, 1001])('are none of %i probabilities, or for as many labels', (length) => {
    expect(() => topFive(new Float32Array(length), labels)).toThrow(RangeError);
    expect(() => topFive(new Float32Array(classCount), Array(length).fill(''))).toThrow(RangeError);
  });
});

/** Probabilities as a model gives them: a few classes of one general word before a noise of all. */
function randomProbabilities(random: () => number): Float32Array {
  const weights = Array.from({ length: classCount }, () => random() ** 8);
  const { classes = [] } = generalWords[Math.floor(random() * generalWords.length)] ?? {};
  const heat = 10 ** (4 * random());
  for (const index of classes) weights[index] = (weights[index] ?? 0) + heat * random() ** 6;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Float32Array.from(weights, (weight) => weight / sum);
}

type Candidate = Pick<Word, 'word' | 'classes' | 'probability'>;

/** Everything that could be said of a picture: each class and each general word. */
const allWords = (probabilities: Float32Array): Candidate[] => [
  ...Array.from(probabilities, (probability, index) => ({
    word: displayName(index),
    classes: 1,
    probability,
  })),
  ...generalWords.map(({ word, classes }) => ({
    word,
    classes: classes.length,
    probability: classes.reduce((sum, index) => sum + (probabilities[index] ?? 0), 0),
  })),
];

/** The most specific of those that are likely enough, and of equals the most likely. */
const mostSpecific = (candidates: readonly Candidate[], threshold: number) =>
  candidates
    .filter(({ probability }) => probability >= threshold)
    .sort((a, b) => a.classes - b.classes || b.probability - a.probability)[0];

describe('words', () => {
  const random = randomFrom(4);
  const distributions = Array.from({ length: 120 }, () => randomProbabilities(random));

  it('begin with the plain name of the most likely class', () => {
    for (const probabilities of distributions) {
      const best = probabilities.indexOf(Math.max(...probabilities));
      expect(wordsFor(probabilities)[0]).toEqual({
        word: displayName(best),
        classes: 1,
        group: groupOf(best),
        probability: probabilities[best],
      });
    }
  });

  it('become ever more general and strictly more likely', () => {
    let longest = 0;
    for (const probabilities of distributions) {
      const words = wordsFor(probabilities);
      longest = Math.max(longest, words.length);
      for (const [index, { classes, probability }] of words.slice(1).entries()) {
        expect(classes).toBeGreaterThan(words[index]?.classes ?? Number.NaN);
        expect(probability).toBeGreaterThan(words[index]?.probability ?? Number.NaN);
      }
    }
    expect(longest).toBeGreaterThan(3);
  });

  it('hold, for any threshold, the most specific of all that reach it, and hold it first', () => {
    const said = new Set<number>();
    for (const probabilities of distributions) {
      const words = wordsFor(probabilities);
      const candidates = allWords(probabilities);
      for (const threshold of [0.05, 0.3, ...Object.values(thresholds)]) {
        const first = words.find(({ probability }) => probability >= threshold);
        const best = mostSpecific(candidates, threshold);
        expect([first?.classes, first?.probability]).toEqual([best?.classes, best?.probability]);
        said.add(first?.classes ?? 0);
      }
    }
    // Names of classes, general words of many sizes and nothing at all.
    expect(said).toContain(0);
    expect(said).toContain(1);
    expect(said.size).toBeGreaterThan(10);
  });

  it('are of the group that most of their probability is in, though its classes share it', () => {
    // An anole is likelier than any one of three snakes, and less likely than the three together.
    const [anole, ...snakes] = [40, 52, 53, 54];
    const words = wordsFor(
      probabilitiesOf({ [anole ?? 0]: 0.25, ...Object.fromEntries(snakes.map((at) => [at, 0.2])) }),
    );
    expect(words.find(({ word }) => word === 'reptile')?.group).toBe('snake');
  });

  it('end with the first that everyone takes', () => {
    for (const probabilities of distributions) {
      const enough = wordsFor(probabilities).filter(({ probability }) => probability >= 0.9);
      expect(enough.length).toBeLessThanOrEqual(1);
    }
    expect(wordsFor(probabilitiesOf({ 281: 0.9375, 282: 0.0625 }))).toHaveLength(1);
  });

  it('are as likely as their classes together, and of the group of the most likely of them', () => {
    // Powers of a half, whose sums are exact in whatever order.
    for (const { word, classes } of generalWords) {
      const [first = 0, second = 0] = [classes.at(-1), classes[0]];
      const words = wordsFor(probabilitiesOf({ [first]: 0.375, [second]: 0.25 }));
      expect(words[0]).toMatchObject({ word: displayName(first), probability: 0.375 });
      // It, or one that is more specific and covers both classes too.
      const both = words.find(({ probability }) => probability === 0.625);
      expect(both?.group).toBe(groupOf(first));
      expect({ word, isAsSpecific: (both?.classes ?? Infinity) <= classes.length }).toEqual({
        word,
        isAsSpecific: true,
      });
    }
  });

  it('are few where no general one adds anything', () => {
    expect(wordsFor(probabilitiesOf({ 281: 1 }))).toEqual([
      { word: displayName(281), classes: 1, group: groupOf(281), probability: 1 },
    ]);
  });

  it('begin with the earliest class where all are equally likely, or impossible', () => {
    const [word] = wordsFor(new Float32Array(classCount));
    expect(word).toMatchObject({ word: displayName(0), classes: 1, probability: 0 });
  });
});
