/** Which samples each value of a line is made of, and how much they count. */
export interface Taps {
  /** How many samples make a value; even. */
  readonly taps: number;
  /** The first of them, for each value. */
  readonly starts: Int32Array<ArrayBuffer>;
  /** `taps` of each value, which add up to `ONE`; 0 for samples that there are not. */
  readonly weights: Int16Array<ArrayBuffer>;
}

/** What the weights of a value add up to. */
export const ONE = 2 ** 14;

/** How many samples on either side a Catmull-Rom spline takes to run through one. */
const RADIUS = 2;

/**
 * How each of a line's values is made of samples: as the mean of its own stretch of the Catmull-Rom spline through them,
 * so that all samples count alike.
 *
 * @param start where the line begins, in samples from the first one's edge
 * @param length of the line in samples, more than 0
 * @param count of values to make, next to each other from end to end
 * @param size how many samples there are
 */
export function tapsOf(start: number, length: number, count: number, size: number): Taps {
  const step = length / count;
  const reach = step / 2 + RADIUS;
  const taps = 2 * Math.ceil(reach + 0.5);
  const starts = new Int32Array(count);
  const weights = new Int16Array(count * taps);
  const shares = new Float64Array(taps);
  for (let value = 0; value < count; value++) {
    // Samples lie in the middle of their pixels.
    const centre = start + (value + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(size - 1, Math.floor(centre + reach));
    for (let at = first; at <= last; at++) {
      const distance = at - centre;
      shares[at - first] = splineUpTo(distance + step / 2) - splineUpTo(distance - step / 2);
    }
    starts[value] = first;
    putWhole(shares.subarray(0, last - first + 1), weights, value * taps);
  }
  return { taps, starts, weights };
}

/**
 * Integral of the Catmull-Rom spline's kernel from 0 on: of 1.5 |x|^3 - 2.5 x^2 + 1 up to 1, and of
 * -0.5 |x|^3 + 2.5 x^2 - 4 |x| + 2 up to 2 (R. Keys, Cubic convolution interpolation for digital image processing,
 * 1981, with a = -0.5).
 */
function splineUpTo(x: number): number {
  const a = Math.min(RADIUS, Math.abs(x));
  const integral =
    a < 1
      ? a * (1 + a * a * ((3 / 8) * a - 5 / 6))
      : a * (2 + a * (-2 + a * (5 / 6 - a / 8))) - 1 / 6;
  return Math.sign(x) * integral;
}

/** Puts shares of their sum in whole parts of `ONE`, of which the largest makes up for what rounding has left. */
function putWhole(shares: Float64Array, weights: Int16Array, at: number): void {
  let sum = 0;
  for (const each of shares) sum += each;
  let left = ONE;
  let most = at;
  for (let place = at; place < at + shares.length; place++) {
    const weight = Math.round((ONE * (shares[place - at] as number)) / sum);
    weights[place] = weight;
    left -= weight;
    if (weight > (weights[most] as number)) most = place;
  }
  weights[most] = (weights[most] as number) + left;
}
