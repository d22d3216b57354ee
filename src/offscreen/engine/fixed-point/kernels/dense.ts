import { put } from './counts';

/**
 * A 1x1 convolution, its bias and ReLU6.
 *
 * @param input pixels x inputs counts
 * @param weights for every 8 outputs a panel of (inputs / 2) x 8 x 2: an input, the next one, for each output
 * @param bias float32 for each output, in counts of the output, plus ROUNDING
 * @param out pixels x outputs counts, 0..32767
 * @param inputs even
 * @param factor how many counts of the output one of a sum is worth
 */
export function denseRelu6(
  input: usize,
  weights: usize,
  bias: usize,
  out: usize,
  pixels: i32,
  inputs: i32,
  outputs: i32,
  factor: f32,
): void {
  dense<i16>(input, weights, bias, out, pixels, inputs, outputs, factor);
}

/**
 * A 1x1 convolution and its bias. Parameters as above, but:
 *
 * @param bias float32 for each output
 * @param out pixels x outputs float32
 * @param factor what one of a sum is worth
 */
export function denseLinear(
  input: usize,
  weights: usize,
  bias: usize,
  out: usize,
  pixels: i32,
  inputs: i32,
  outputs: i32,
  factor: f32,
): void {
  dense<f32>(input, weights, bias, out, pixels, inputs, outputs, factor);
}

/** Four pixels and eight outputs at once: more sums than that do not fit the sixteen registers of x64. */
function dense<T>(
  input: usize,
  weights: usize,
  bias: usize,
  out: usize,
  pixels: i32,
  inputs: i32,
  outputs: i32,
  factor: f32,
): void {
  const pitch = (<usize>inputs) << 1;
  const outPitch = <usize>outputs * sizeof<T>();
  const scale = f32x4.splat(factor);
  const panel = (<usize>inputs) << 4;
  const end = weights + panel * (outputs >> 3);
  for (let panelEnd = weights + panel; panelEnd <= end; panelEnd += panel) {
    const bias0 = v128.load(bias);
    const bias1 = v128.load(bias, 16);
    let row = input;
    let to = out;
    let left = pixels;
    for (; left >= 4; left -= 4) {
      let w = panelEnd - panel;
      let from0 = row;
      let from1 = from0 + pitch;
      let from2 = from1 + pitch;
      let from3 = from2 + pitch;
      row = from3 + pitch;
      let sum00 = i32x4.splat(0);
      let sum01 = sum00;
      let sum10 = sum00;
      let sum11 = sum00;
      let sum20 = sum00;
      let sum21 = sum00;
      let sum30 = sum00;
      let sum31 = sum00;
      do {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        let pair = v128.load32_splat(from0);
        sum00 = i32x4.add(sum00, i32x4.dot_i16x8_s(pair, w0));
        sum01 = i32x4.add(sum01, i32x4.dot_i16x8_s(pair, w1));
        pair = v128.load32_splat(from1);
        sum10 = i32x4.add(sum10, i32x4.dot_i16x8_s(pair, w0));
        sum11 = i32x4.add(sum11, i32x4.dot_i16x8_s(pair, w1));
        pair = v128.load32_splat(from2);
        sum20 = i32x4.add(sum20, i32x4.dot_i16x8_s(pair, w0));
        sum21 = i32x4.add(sum21, i32x4.dot_i16x8_s(pair, w1));
        pair = v128.load32_splat(from3);
        sum30 = i32x4.add(sum30, i32x4.dot_i16x8_s(pair, w0));
        sum31 = i32x4.add(sum31, i32x4.dot_i16x8_s(pair, w1));
        from0 += 4;
        from1 += 4;
        from2 += 4;
        from3 += 4;
        w += 32;
      } while (w < panelEnd);
      put<T>(to, sum00, sum01, scale, bias0, bias1);
      to += outPitch;
      put<T>(to, sum10, sum11, scale, bias0, bias1);
      to += outPitch;
      put<T>(to, sum20, sum21, scale, bias0, bias1);
      to += outPitch;
      put<T>(to, sum30, sum31, scale, bias0, bias1);
      to += outPitch;
    }
    for (; left > 0; left--) {
      let sum0 = i32x4.splat(0);
      let sum1 = sum0;
      for (let w = panelEnd - panel; w < panelEnd; w += 32) {
        const pair = v128.load32_splat(row);
        sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(pair, v128.load(w)));
        sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(pair, v128.load(w, 16)));
        row += 4;
      }
      put<T>(to, sum0, sum1, scale, bias0, bias1);
      to += outPitch;
    }
    bias += 32;
    out += sizeof<T>() << 3;
  }
}
