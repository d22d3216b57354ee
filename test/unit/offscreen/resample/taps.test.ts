import { describe, expect, it } from 'vitest';
import { ONE, tapsOf } from '../../../../src/offscreen/resample/taps';

/** What values become that are made of these samples. */
function made(samples: readonly number[], start: number, length: number, count: number): number[] {
  const { taps, starts, weights } = tapsOf(start, length, count, samples.length);
  return Array.from(starts, (first, value) => {
    const own = weights.subarray(value * taps, (value + 1) * taps);
    return own.reduce((sum, weight, at) => sum + weight * (samples[first + at] ?? 0), 0) / ONE;
  });
}

const lines = [
  { start: 0, length: 224, count: 224, size: 224 },
  { start: 31.25, length: 437.5, count: 224, size: 500 },
  { start: 0, length: 3, count: 224, size: 3 },
  { start: 0.4, length: 0.2, count: 5, size: 1 },
  { start: 1000, length: 3000, count: 96, size: 4000 },
  { start: 3000, length: 1000, count: 224, size: 4000 },
] as const;

describe.each(lines)('a line of $length of $size samples in $count values', (line) => {
  const { start, length, count, size } = line;
  const { taps, starts, weights } = tapsOf(start, length, count, size);

  it('has weights of which those of a value add up to one, and are of samples that there are', () => {
    expect(taps % 2).toBe(0);
    for (const [value, first] of starts.entries()) {
      const own = [...weights.subarray(value * taps, (value + 1) * taps)];
      expect(own.reduce((sum, each) => sum + each)).toBe(ONE);
      const last = first + own.findLastIndex((weight) => weight !== 0);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThan(size);
    }
  });

  it('passes over no sample', () => {
    const counted = new Float64Array(size);
    for (const [value, first] of starts.entries()) {
      for (let tap = 0; tap < taps; tap++) {
        const at = first + tap;
        if (at < size) counted[at] = (counted[at] ?? 0) + (weights[value * taps + tap] ?? 0);
      }
    }
    const inside = counted.subarray(Math.ceil(start), Math.floor(start + length));
    for (const each of inside) expect(each).toBeGreaterThan(0);
  });
});

describe('values', () => {
  it('lie on a straight line where the samples do, whatever the step', () => {
    const ramp = Array.from({ length: 40 }, (_, at) => 10 * at);
    for (const [length, count] of [
      [20, 50],
      [20, 20],
      [20, 7],
    ] as const) {
      const values = made(ramp, 10, length, count);
      const expected = values.map((_, value) => 10 * (10 + ((value + 0.5) * length) / count - 0.5));
      expect(values).toEqual(expected.map((each) => expect.closeTo(each, 0)));
    }
  });

  it('run through the samples where there are more of them, beyond their neighbours at an edge', () => {
    const values = made([0, 0, 0, 0, 90, 90, 90, 90], 0, 8, 80);
    expect(Math.min(...values)).toBeLessThan(-1);
    expect(Math.max(...values)).toBeGreaterThan(91);
    expect(values[35]).toBeLessThan(10);
    expect(values[44]).toBeGreaterThan(80);
  });

  it('of many samples each are their mean', () => {
    const stripes = Array.from({ length: 1000 }, (_, at) => (at % 2) * 200);
    for (const value of made(stripes, 100, 800, 50)) expect(value).toBeCloseTo(100, -1);
  });
});
