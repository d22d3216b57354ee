import { put } from './counts';
import { highPairs, lowPairs } from './pairs';

/**
 * A 3x3 convolution of each channel by itself, its bias and ReLU6. Outside of the input there is zero: on all sides
 * where the stride is 1, after the last row and column where it is 2.
 *
 * @param input size x size x channels counts
 * @param weights for every 8 channels the window's places two by two, the ninth with a zero: 5 x 8 x 2
 * @param bias float32 for each channel, in counts of the output, plus ROUNDING
 * @param out (size / stride)^2 x channels counts, 0..32767
 * @param zeros as many as there are channels
 * @param size a multiple of the stride
 * @param stride 1 or 2
 * @param factor how many counts of the output one of a sum is worth
 */
export function depthwiseRelu6(
  input: usize,
  weights: usize,
  bias: usize,
  out: usize,
  zeros: usize,
  size: i32,
  stride: i32,
  channels: i32,
  factor: f32,
): void {
  const outSize = size / stride;
  const before = stride - 2;
  const pixel = (<usize>channels) << 1;
  const scale = f32x4.splat(factor);
  const none = i16x8.splat(0);
  for (let y = 0; y < outSize; y++) {
    const y0 = y * stride + before;
    for (let x = 0; x < outSize; x++) {
      const x0 = x * stride + before;
      let from0 = pixelAt(input, zeros, size, pixel, x0, y0);
      let from1 = pixelAt(input, zeros, size, pixel, x0 + 1, y0);
      let from2 = pixelAt(input, zeros, size, pixel, x0 + 2, y0);
      let from3 = pixelAt(input, zeros, size, pixel, x0, y0 + 1);
      let from4 = pixelAt(input, zeros, size, pixel, x0 + 1, y0 + 1);
      let from5 = pixelAt(input, zeros, size, pixel, x0 + 2, y0 + 1);
      let from6 = pixelAt(input, zeros, size, pixel, x0, y0 + 2);
      let from7 = pixelAt(input, zeros, size, pixel, x0 + 1, y0 + 2);
      let from8 = pixelAt(input, zeros, size, pixel, x0 + 2, y0 + 2);
      let w = weights;
      let b = bias;
      for (const end = out + pixel; out < end; out += 16) {
        let one = v128.load(from0);
        let other = v128.load(from1);
        let sum0 = i32x4.dot_i16x8_s(lowPairs(one, other), v128.load(w));
        let sum1 = i32x4.dot_i16x8_s(highPairs(one, other), v128.load(w, 16));
        one = v128.load(from2);
        other = v128.load(from3);
        sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(lowPairs(one, other), v128.load(w, 32)));
        sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(highPairs(one, other), v128.load(w, 48)));
        one = v128.load(from4);
        other = v128.load(from5);
        sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(lowPairs(one, other), v128.load(w, 64)));
        sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(highPairs(one, other), v128.load(w, 80)));
        one = v128.load(from6);
        other = v128.load(from7);
        sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(lowPairs(one, other), v128.load(w, 96)));
        sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(highPairs(one, other), v128.load(w, 112)));
        one = v128.load(from8);
        sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(lowPairs(one, none), v128.load(w, 128)));
        sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(highPairs(one, none), v128.load(w, 144)));
        put<i16>(out, sum0, sum1, scale, v128.load(b), v128.load(b, 16));
        from0 += 16;
        from1 += 16;
        from2 += 16;
        from3 += 16;
        from4 += 16;
        from5 += 16;
        from6 += 16;
        from7 += 16;
        from8 += 16;
        w += 160;
        b += 32;
      }
    }
  }
}

/** Address of a pixel; of zeros where there is none. */
function pixelAt(input: usize, zeros: usize, size: i32, pixel: usize, x: i32, y: i32): usize {
  const isInside = <u32>x < <u32>size && <u32>y < <u32>size;
  return isInside ? input + <usize>(y * size + x) * pixel : zeros;
}
