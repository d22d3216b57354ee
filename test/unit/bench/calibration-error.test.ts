import { describe, expect, it } from 'vitest';
import {
  type Claim,
  expectedCalibrationError,
  reliability,
} from '../../../bench/labels/calibration-error';

const claims = (...each: [probability: number, isRight: boolean][]): Claim[] =>
  each.map(([probability, isRight]) => ({ probability, isRight }));

describe('the reliability table', () => {
  it('puts a claim into the bin that begins at its probability, and all the surest into the last', () => {
    const bins = reliability(
      claims([0, false], [0.1, true], [0.2999, true], [0.3, false], [1, true], [1.0000001, true]),
    );
    expect(bins.map(({ count }) => count)).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 2]);
    expect(bins[9]).toMatchObject({ from: 0.9, to: 1, shareRight: 1 });
  });

  it('gives the mean probability and the share that is right, and neither where nothing is claimed', () => {
    const bins = reliability(claims([0.82, true], [0.84, true], [0.86, false], [0.88, true]));
    expect(bins[8]?.meanProbability).toBeCloseTo(0.85);
    expect(bins[8]?.shareRight).toBe(0.75);
    expect(bins[7]).toMatchObject({ count: 0, meanProbability: null, shareRight: null });
  });
});

describe('the expected calibration error', () => {
  it('is the gap of each bin, weighted by its count', () => {
    // Three quarters with a gap of |0.9 - 2/3|, a quarter with one of |0.6 - 0|.
    const some = claims([0.9, true], [0.9, true], [0.9, false], [0.6, false]);
    expect(expectedCalibrationError(some)).toBeCloseTo((3 / 4) * (0.9 - 2 / 3) + (1 / 4) * 0.6);
  });

  it('is nothing where probabilities hold, though each claim misses its own', () => {
    const half = claims([0.5, true], [0.5, false]);
    expect(expectedCalibrationError(half)).toBeCloseTo(0);
  });

  it('does not let bins that miss to either side make up for each other', () => {
    const some = claims([0.25, true], [0.75, false]);
    expect(expectedCalibrationError(some)).toBeCloseTo(0.75);
  });

  it('is not there where nothing is claimed', () => {
    expect(expectedCalibrationError([])).toBeNull();
  });
});
