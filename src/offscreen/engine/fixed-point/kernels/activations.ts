import { put, ROUNDING, rounded } from './counts';

/** The largest count. */
const MOST: f32 = 32767;

/**
 * Makes counts of numbers, in the smallest steps that they leave room for.
 *
 * @param input count float32, finite
 * @param out count counts
 * @param count a multiple of 8
 * @returns the scale of the counts; 0 where all are zero
 */
export function quantise(input: usize, out: usize, count: i32): f32 {
  const end = input + ((<usize>count) << 2);
  let highest = f32x4.splat(0);
  for (let at = input; at < end; at += 16) {
    highest = f32x4.pmax(highest, f32x4.abs(v128.load(at)));
  }
  const most = max(
    max(f32x4.extract_lane(highest, 0), f32x4.extract_lane(highest, 1)),
    max(f32x4.extract_lane(highest, 2), f32x4.extract_lane(highest, 3)),
  );
  const inverse = f32x4.splat(most > 0 ? MOST / most : 0);
  for (let at = input; at < end; at += 32) {
    const low = rounded(f32x4.mul(v128.load(at), inverse));
    const high = rounded(f32x4.mul(v128.load(at, 16), inverse));
    v128.store(out, i16x8.narrow_i32x4_s(low, high));
    out += 16;
  }
  return most / MOST;
}

/**
 * Adds numbers.
 *
 * @param one count float32
 * @param other count float32
 * @param out count float32
 * @param count a multiple of 4
 */
export function add(one: usize, other: usize, out: usize, count: i32): void {
  for (const end = out + ((<usize>count) << 2); out < end; out += 16) {
    v128.store(out, f32x4.add(v128.load(one), v128.load(other)));
    one += 16;
    other += 16;
  }
}

/**
 * The mean of each channel.
 *
 * @param input pixels x channels counts, at least 0
 * @param out channels counts, of the same scale
 * @param pixels less than 65,536
 */
export function average(input: usize, out: usize, pixels: i32, channels: i32): void {
  const pixel = (<usize>channels) << 1;
  const share = f32x4.splat(1 / <f32>pixels);
  const bias = f32x4.splat(ROUNDING);
  for (const end = out + pixel; out < end; out += 16) {
    let sum0 = i32x4.splat(0);
    let sum1 = sum0;
    let from = input;
    for (let left = pixels; left > 0; left--) {
      const values = v128.load(from);
      sum0 = i32x4.add(sum0, i32x4.extend_low_i16x8_s(values));
      sum1 = i32x4.add(sum1, i32x4.extend_high_i16x8_s(values));
      from += pixel;
    }
    put<i16>(out, sum0, sum1, share, bias, bias);
    input += 16;
  }
}
