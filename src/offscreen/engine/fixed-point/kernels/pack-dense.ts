import { highPairs, lowPairs } from './pairs';

/**
 * Packs the weights of a dense layer as the kernels take them.
 *
 * @param values inputs x outputs uint8
 * @param out for every 8 outputs a panel of (inputs / 2) x 8 x 2: an input, the next one, for each output
 * @param zero the value that stands for 0
 * @param inputs even
 * @returns the largest sum of the weights of an output, all taken as positive
 */
export function packDense(values: usize, out: usize, zero: i32, inputs: i32, outputs: i32): i32 {
  const shift = i16x8.splat(<i16>zero);
  const one = i16x8.splat(1);
  let largest = i32x4.splat(0);
  for (let output = 0; output < outputs; output += 8) {
    let sum0 = i32x4.splat(0);
    let sum1 = sum0;
    let from = values + output;
    for (let input = 0; input < inputs; input += 2) {
      const even = i16x8.sub(v128.load8x8_u(from), shift);
      const odd = i16x8.sub(v128.load8x8_u(from + outputs), shift);
      const low = lowPairs(even, odd);
      const high = highPairs(even, odd);
      v128.store(out, low);
      v128.store(out, high, 16);
      sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(i16x8.abs(low), one));
      sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(i16x8.abs(high), one));
      from += outputs << 1;
      out += 32;
    }
    largest = i32x4.max_s(largest, i32x4.max_s(sum0, sum1));
  }
  return max(
    max(i32x4.extract_lane(largest, 0), i32x4.extract_lane(largest, 1)),
    max(i32x4.extract_lane(largest, 2), i32x4.extract_lane(largest, 3)),
  );
}
