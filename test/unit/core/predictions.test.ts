import { describe, expect, it } from 'vitest';
import { topPredictions } from '../../../src/core/top-predictions';
import { displayName, judge } from '../../../src/core/verdict';

const labels = ['ant', 'bee', 'cow', 'dog'];
const named = (names: string[]) => names.map((className) => ({ className, probability: 0.1 }));

describe('the top predictions', () => {
  it('stand in the order of their probability, as many as are wanted', () => {
    expect(topPredictions([0.1, 0.4, 0.2, 0.3], labels, 3)).toEqual([
      { className: 'bee', probability: 0.4 },
      { className: 'dog', probability: 0.3 },
      { className: 'cow', probability: 0.2 },
    ]);
  });

  it('name the earlier class first where two are equal', () => {
    const top = topPredictions(new Float32Array([0.25, 0.25, 0.5, 0.25]), labels, 4);
    expect(top.map(({ className }) => className)).toEqual(['cow', 'ant', 'bee', 'dog']);
  });

  it('are no more than there are labels', () => {
    expect(topPredictions([0.1, 0.2, 0.3, 0.4], labels, 9)).toHaveLength(4);
    expect(topPredictions([0.1, 0.2, 0.3, 0.4], labels, 0)).toEqual([]);
  });

  it.each([3, 5])('are none of a model that gives %i probabilities for 4 labels', (length) => {
    expect(() => topPredictions(new Array(length).fill(0.1), labels, 1)).toThrow(RangeError);
  });
});

describe('a verdict', () => {
  it('says the most likely class, and it and its rivals up to five', () => {
    const scores = [
      { className: 'tench, Tinca tinca', probability: 0.6 },
      ...named(['bee', 'cow, moo', 'dog', 'elk', 'fox']),
    ];
    const { label, probability, topFive } = judge(scores);
    expect([label, probability]).toEqual(['tench', 0.6]);
    expect(topFive.map(({ className }) => className)).toEqual([
      'tench',
      'bee',
      'cow',
      'dog',
      'elk',
    ]);
  });

  it('cannot be given without scores', () => {
    expect(() => judge([])).toThrow(RangeError);
  });

  it.each([
    ['tench, Tinca tinca', 'tench'],
    ['analog clock', 'analog clock'],
    [' crane , bird', 'crane'],
    ['', ''],
  ])('calls %j %j', (className, name) => {
    expect(displayName(className)).toBe(name);
  });
});
