import { describe, expect, it } from 'vitest';
import {
  packDense,
  packDepthwise,
} from '../../../../../src/offscreen/engine/fixed-point/pack-weights';

const weightsOf = (values: Uint8Array) => ({ shape: [], values, scale: 1, zero: 100 });

describe('packing', () => {
  it('has no weights where there is no input or output', () => {
    const values = Uint8Array.from([101, 102, 103, 104, 105, 106]);
    const packed = packDense(weightsOf(values), [0, undefined, undefined, 1], 3);
    expect([...packed.subarray(0, 8)]).toEqual([1, 0, 2, 0, 3, 0, 0, 0]);
    expect([...packed.subarray(16, 24)]).toEqual([0, 4, 0, 5, 0, 6, 0, 0]);
    expect(packed).toHaveLength(4 * 8);
  });

  it('gives each eight outputs a panel of their own', () => {
    const values = Uint8Array.from({ length: 2 * 9 }, (_, at) => 100 + at);
    const packed = packDense(weightsOf(values), [0, 1], 9);
    expect([...packed.subarray(0, 4)]).toEqual([0, 9, 1, 10]);
    expect([...packed.subarray(16, 20)]).toEqual([8, 17, 0, 0]);
  });

  it('refuses weights with which a sum would overflow, and takes the largest others', () => {
    const layer = (inputs: number) =>
      packDense(
        { ...weightsOf(new Uint8Array(inputs).fill(255)), zero: 0 },
        Array.from({ length: inputs }, (_, at) => at),
        1,
      );
    // 255 x 32767 x 256 and x 258 on either side of 2^31.
    expect(layer(256)).toHaveLength(256 * 8);
    expect(() => layer(258)).toThrow('too large for sums of 32 bits');
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
