/*
 * Kernels of MobileNet in fixed point, written in AssemblyScript: TypeScript's syntax for WebAssembly.
 *
 * Activations are counts: int16 in steps of a scale that the caller knows, NHWC, without gaps. Weights are int16 too.
 * i32x4.dot_i16x8_s multiplies eight pairs of them and adds neighbours in one instruction, where floats of the same
 * width take four multiplications and four additions. Sums are int32: the caller sees to it that none can overflow.
 *
 * Addresses are bytes of the imported memory. Numbers of channels are multiples of 8.
 */

/** 1.5 * 2^23: a float this far from zero has no digits after the point, so that adding it rounds. */
const ROUNDING: f32 = 12582912;

/** The bits of that float; of ROUNDING + n they are n higher, as long as n is under 2^22. */
const ROUNDING_BITS: i32 = 0x4b400000;

/** The largest count. */
const MOST: f32 = 32767;

/**
 * Lays out what each 3x3 window of a picture holds, at every other place, so that a convolution is a product of
 * matrices. Outside of the picture there is zero.
 *
 * @param picture RGBA, size x size x 4, 0..255, with 8 bytes after it that may be read
 * @param out (size / 2)^2 x 36 counts, -255..255, in steps of 1/255: each window's rows one after the other
 * @param size even
 */
export function windows(picture: usize, out: usize, size: i32): void {
  const half = size >> 1;
  const pitch = (<usize>size) << 2;
  const shift = i16x8.splat(255);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      let from = picture + <usize>(2 * y) * pitch + ((<usize>x) << 3);
      for (let row = 2 * y; row < 2 * y + 3; row++) {
        if (row < size) {
          const pixels = v128.load(from);
          const left = i16x8.extend_low_i8x16_u(pixels);
          const right = i16x8.extend_high_i8x16_u(pixels);
          v128.store(out, i16x8.sub(i16x8.add(left, left), shift));
          const isInside = x + 1 < half;
          const last = isInside ? i16x8.sub(i16x8.add(right, right), shift) : i16x8.splat(0);
          v128.store64_lane(out, last, 0, 16);
        } else {
          v128.store(out, i16x8.splat(0));
          store<u64>(out, 0, 16);
        }
        from += pitch;
        out += 24;
      }
    }
  }
}

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

/** Writes eight outputs: float32, or counts from 0 on. */
function put<T>(to: usize, sum0: v128, sum1: v128, scale: v128, bias0: v128, bias1: v128): void {
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
function rounded(values: v128): v128 {
  return i32x4.sub(f32x4.add(values, f32x4.splat(ROUNDING)), i32x4.splat(ROUNDING_BITS));
}

/** Address of a pixel; of zeros where there is none. */
function pixelAt(input: usize, zeros: usize, size: i32, pixel: usize, x: i32, y: i32): usize {
  const isInside = <u32>x < <u32>size && <u32>y < <u32>size;
  return isInside ? input + <usize>(y * size + x) * pixel : zeros;
}

/** The first four of each, by turns. */
function lowPairs(one: v128, other: v128): v128 {
  return i16x8.shuffle(one, other, 0, 8, 1, 9, 2, 10, 3, 11);
}

/** The last four of each, by turns. */
function highPairs(one: v128, other: v128): v128 {
  return i16x8.shuffle(one, other, 4, 12, 5, 13, 6, 14, 7, 15);
}
