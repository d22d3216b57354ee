/** 1.5 * 2^23: a float this far from zero has no digits after the point, so that adding it rounds. */
export const ROUNDING: f32 = 12582912;

/** The bits of that float; of ROUNDING + n they are n higher, as long as n is under 2^22. */
const ROUNDING_BITS: i32 = 0x4b400000;

/** Writes eight outputs: float32, or counts from 0 on. */
export function put<T>(
  to: usize,
  sum0: v128,
  sum1: v128,
  scale: v128,
  bias0: v128,
  bias1: v128,
): void {
  const value0 = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum0), scale), bias0);
  const value1 = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum1), scale), bias1);
  if (isFloat<T>()) {
    v128.store(to, value0);
    v128.store(to, value1, 16);
  } else {
    // Narrowing has an upper end by itself, at 6.
    v128.store(to, i16x8.narrow_i32x4_s(countsFrom0(value0), countsFrom0(value1)));
  }
}

/** @param biased float32 that ROUNDING was added to; what is far too high for that comes out high all the same */
function countsFrom0(biased: v128): v128 {
  const none = i32x4.splat(ROUNDING_BITS);
  return i32x4.sub(i32x4.max_s(biased, none), none);
}

/** @param values float32, -32767..32767 */
export function rounded(values: v128): v128 {
  return i32x4.sub(f32x4.add(values, f32x4.splat(ROUNDING)), i32x4.splat(ROUNDING_BITS));
}
