import { describe, expect, it } from 'vitest';
import {
  checkSum,
  packDepthwise,
  padDense,
} from '../../../../../src/offscreen/engine/fixed-point/pack-weights';

const weightsOf = (values: Uint8Array) => ({ shape: [], values, scale: 1, zero: 100 });

describe('packing', () => {
  it('gives no weight where there is no input or output', () => {
    const weights = { ...weightsOf(Uint8Array.from([1, 2, 3, 4, 5, 6])), shape: [1, 1, 2, 3] };
    const padded = padDense(weights, [0, undefined, undefined, 1], 8);
    const none = Array(5).fill(100);
    expect([...padded]).toEqual([1, 2, 3, ...none, ...Array(16).fill(100), 4, 5, 6, ...none]);
  });

  it('refuses weights with which a sum would overflow, and takes the largest others', () => {
    // On either side of 2^31 / 32767.
    expect(() => checkSum(65_537)).not.toThrow();
    expect(() => checkSum(65_539)).toThrow('too large for sums of 32 bits');
  });

  it('has the nine places of a window two by two', () => {
    const values = Uint8Array.from({ length: 9 * 8 }, (_, at) => 101 + Math.floor(at / 8));
    const packed = packDepthwise(weightsOf(values), 8);
    const pairs = Array.from({ length: 5 }, (_, pair) => [
      ...packed.subarray(pair * 16).slice(0, 2),
    ]);
    expect(pairs).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
      [9, 0],
    ]);
  });
});
