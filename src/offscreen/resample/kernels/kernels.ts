/*
 * Kernels that resample pictures, in AssemblyScript. Pixels are RGBA, 0..255, without gaps. Weights are int16 of which
 * those of a value add up to 2^14, in an even number, so that i32x4.dot_i16x8_s takes two at a time.
 *
 * Addresses are bytes of the imported memory.
 */

/** Bits after the point: of weights, and of the values between rows and columns. */
const WEIGHT_BITS = 14;
const VALUE_BITS = 6;

/**
 * Lays pixels over a colour.
 *
 * @param pixels changed in place; opaque after it
 * @param bytes a multiple of 16
 * @param backdrop RGBA as in memory, opaque
 */
export function flatten(pixels: usize, bytes: i32, backdrop: i32): void {
  const behind = i16x8.extend_low_i8x16_u(i32x4.splat(backdrop));
  for (const end = pixels + <usize>bytes; pixels < end; pixels += 16) {
    const values = v128.load(pixels);
    const low = blend(i16x8.extend_low_i8x16_u(values), behind);
    const high = blend(i16x8.extend_high_i8x16_u(values), behind);
    v128.store(pixels, v128.or(i8x16.narrow_i16x8_u(low, high), i32x4.splat(0xff000000)));
  }
}

/** Two pixels over a colour: (colour x alpha + behind x (255 - alpha)) / 255, rounded. */
function blend(pixels: v128, behind: v128): v128 {
  const alpha = i16x8.shuffle(pixels, pixels, 3, 3, 3, 3, 7, 7, 7, 7);
  const rest = i16x8.sub(i16x8.splat(255), alpha);
  const sum = i16x8.add(i16x8.mul(pixels, alpha), i16x8.mul(behind, rest));
  // x / 255 is (x + x / 256) / 256 here, with half a step added first.
  const rounded = i16x8.add(sum, i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(rounded, i16x8.shr_u(rounded, 8)), 8);
}

/**
 * Makes one row of several.
 *
 * @param rows taps rows of which each begins pitch bytes after the one before
 * @param span bytes of a row to make, a multiple of 16
 * @param weights one for each row
 * @param out span values of 6 bits after the point
 */
export function mixRows(
  rows: usize,
  pitch: i32,
  span: i32,
  weights: usize,
  taps: i32,
  out: usize,
): void {
  const half = i32x4.splat(1 << (WEIGHT_BITS - VALUE_BITS - 1));
  const step = <usize>pitch;
  for (const end = rows + <usize>span; rows < end; rows += 16) {
    let sum0 = half;
    let sum1 = half;
    let sum2 = half;
    let sum3 = half;
    let at = rows;
    for (let tap = 0; tap < taps; tap += 2) {
      const pair = v128.load32_splat(weights + ((<usize>tap) << 1));
      const one = v128.load(at);
      const other = v128.load(at + step);
      const low = i8x16.shuffle(one, other, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const high = i8x16.shuffle(
        one,
        other,
        8,
        24,
        9,
        25,
        10,
        26,
        11,
        27,
        12,
        28,
        13,
        29,
        14,
        30,
        15,
        31,
      );
      sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(low), pair));
      sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(low), pair));
      sum2 = i32x4.add(sum2, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(high), pair));
      sum3 = i32x4.add(sum3, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(high), pair));
      at += step << 1;
    }
    v128.store(out, values(sum0, sum1));
    v128.store(out, values(sum2, sum3), 16);
    out += 32;
  }
}

function values(one: v128, other: v128): v128 {
  const shift = WEIGHT_BITS - VALUE_BITS;
  return i16x8.narrow_i32x4_s(i32x4.shr_s(one, shift), i32x4.shr_s(other, shift));
}

/**
 * Makes the pixels of one row of those of a longer one, or a shorter.
 *
 * @param row values of 6 bits after the point, four to a pixel
 * @param starts for each pixel int32, the bytes before the first that it is made of
 * @param weights taps for each pixel
 * @param count of pixels to make
 * @param out count pixels, opaque
 */
export function mixColumns(
  row: usize,
  starts: usize,
  weights: usize,
  taps: i32,
  count: i32,
  out: usize,
): void {
  const half = i32x4.splat(1 << (WEIGHT_BITS + VALUE_BITS - 1));
  for (const end = out + ((<usize>count) << 2); out < end; out += 4) {
    let at = row + load<u32>(starts);
    let sum = half;
    for (const last = weights + ((<usize>taps) << 1); weights < last; weights += 4) {
      const pixels = v128.load(at);
      const pairs = i16x8.shuffle(pixels, pixels, 0, 4, 1, 5, 2, 6, 3, 7);
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(pairs, v128.load32_splat(weights)));
      at += 16;
    }
    const wide = i32x4.shr_s(sum, WEIGHT_BITS + VALUE_BITS);
    const narrow = i16x8.narrow_i32x4_s(wide, wide);
    store<u32>(out, <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0) | 0xff000000);
    starts += 4;
  }
}
