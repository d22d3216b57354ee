import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Arena } from '../../../../../src/offscreen/engine/fixed-point/arena';
import {
  compileKernels,
  type Kernels,
  startKernels,
} from '../../../../../src/offscreen/engine/fixed-point/kernels-module';
import {
  packDepthwise,
  padDense,
} from '../../../../../src/offscreen/engine/fixed-point/pack-weights';
import { randomFrom } from '../../../../fixtures/graphics/random';

const ROUNDING = 1.5 * 2 ** 23;
const MOST = 32_767;

let module: WebAssembly.Module;
let arena: Arena;
let kernels: Kernels;
let random: () => number;

beforeAll(async () => {
  module = await compileKernels();
});

beforeEach(async () => {
  arena = new Arena();
  kernels = await startKernels(module, arena.memory);
  random = randomFrom(7);
});

/** Whole numbers from low to high. */
const wholes = (count: number, low: number, high: number): number[] =>
  Array.from({ length: count }, () => low + Math.floor(random() * (high - low + 1)));

type Values = Int16Array | Uint8Array | Float32Array;

function put(values: Values): number {
  const at = arena.keep(values.byteLength);
  new Uint8Array(arena.memory.buffer).set(new Uint8Array(values.buffer), at);
  return at;
}

const counts = (at: number, count: number): number[] => [
  ...new Int16Array(arena.memory.buffer, at, count),
];
const numbers = (at: number, count: number): number[] => [
  ...new Float32Array(arena.memory.buffer, at, count),
];

/** A layer's weights as the model holds them, some of them the largest that there are. */
const weightsOf = (shape: readonly number[]) => ({
  shape,
  values: Uint8Array.from([
    0,
    255,
    ...wholes(shape.reduce((one, other) => one * other) - 2, 0, 255),
  ]),
  scale: 0.02,
  zero: 120,
});

/** Counts as ReLU6 leaves them. */
const relu6 = (value: number): number => Math.min(MOST, Math.max(0, Math.round(value)));

/** Holds counts to others, but for how halves are rounded. */
function expectCounts(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const worst = Math.max(...found.map((count, at) => Math.abs(count - (expected[at] ?? 9e9))));
  expect(worst).toBeLessThanOrEqual(1);
}

describe('a dense layer', () => {
  /** Every number of pixels that is left over when four are taken at once. */
  const sizes = [
    [1, 2, 8],
    [4, 36, 8],
    [6, 6, 24],
    [7, 40, 16],
    [9, 640, 8],
  ] as const;

  function layer(pixels: number, inputs: number, outputs: number) {
    const weights = weightsOf([1, 1, inputs, outputs]);
    const rows = Array.from({ length: inputs }, (_, at) => at);
    const input = wholes(pixels * inputs, 0, MOST);
    const biases = wholes(outputs, -30_000, 30_000);
    const sums = Array.from({ length: pixels * outputs }, (_, at) => {
      const [pixel, output] = [Math.floor(at / outputs), at % outputs];
      return rows.reduce((sum, row) => {
        const weight = (weights.values[row * outputs + output] as number) - weights.zero;
        return sum + (input[pixel * inputs + row] as number) * weight;
      }, 0);
    });
    const packed = arena.keep(2 * weights.values.length);
    const values = put(padDense(weights, rows, outputs));
    kernels.packDense(values, packed, weights.zero, inputs, outputs);
    return {
      input: put(Int16Array.from(input)),
      packed,
      biases,
      sums,
    };
  }

  it.each(sizes)('of %i pixels, %i inputs and %i outputs, cut off by ReLU6', (...size) => {
    const { input, packed, biases, sums } = layer(...size);
    const [pixels, inputs, outputs] = size;
    const factor = 1 / (200 * Math.sqrt(inputs));
    const bias = put(Float32Array.from(biases, (value) => value + ROUNDING));
    const out = arena.keep(2 * sums.length);
    kernels.denseRelu6(input, packed, bias, out, pixels, inputs, outputs, factor);
    const expected = sums.map((sum, at) => relu6(sum * factor + (biases[at % outputs] as number)));
    expectCounts(counts(out, sums.length), expected);
    expect(new Set(expected).size).toBeGreaterThan(2);
  });

  it.each(sizes)('of %i pixels, %i inputs and %i outputs, as it is', (...size) => {
    const { input, packed, biases, sums } = layer(...size);
    const [pixels, inputs, outputs] = size;
    const bias = put(Float32Array.from(biases));
    const out = arena.keep(4 * sums.length);
    kernels.denseLinear(input, packed, bias, out, pixels, inputs, outputs, 0.001);
    for (const [at, number] of numbers(out, sums.length).entries()) {
      const expected = (sums[at] as number) * 0.001 + (biases[at % outputs] as number);
      expect(Math.abs(number - expected)).toBeLessThan(1e-4 * Math.max(1, Math.abs(expected), 3e4));
    }
  });

  it('is cut off rightly however far its outputs go', () => {
    const { input, packed, sums } = layer(4, 640, 8);
    const bias = put(new Float32Array(8).fill(ROUNDING));
    const out = arena.keep(2 * sums.length);
    kernels.denseRelu6(input, packed, bias, out, 4, 640, 8, 100);
    expect(counts(out, sums.length)).toEqual(sums.map((sum) => (sum > 0 ? MOST : 0)));
  });
});

describe('packing', () => {
  it('has the weights of two inputs side by side, eight outputs to a panel', () => {
    const values = wholes(4 * 16, 0, 255);
    const out = arena.keep(2 * values.length);
    const largest = kernels.packDense(put(Uint8Array.from(values)), out, 120, 4, 16);
    const weightAt = (input: number, output: number) =>
      (values[input * 16 + output] as number) - 120;
    const expected = Array.from({ length: values.length }, (_, at) => {
      const [panel, pair] = [Math.floor(at / 32), Math.floor((at % 32) / 16)];
      return weightAt(2 * pair + (at % 2), 8 * panel + Math.floor((at % 16) / 2));
    });
    expect(counts(out, values.length)).toEqual(expected);
    const sums = Array.from({ length: 16 }, (_, output) =>
      [0, 1, 2, 3].reduce((sum, input) => sum + Math.abs(weightAt(input, output)), 0),
    );
    expect(largest).toBe(Math.max(...sums));
  });
});

describe('a depthwise layer', () => {
  it.each([
    [1, 1, 8],
    [2, 2, 8],
    [5, 1, 16],
    [6, 2, 24],
  ])('of a side of %i, a stride of %i and %i channels', (size, stride, channels) => {
    const weights = weightsOf([3, 3, channels, 1]);
    const input = wholes(size * size * channels, 0, MOST);
    const biases = wholes(channels, -30_000, 30_000);
    const side = size / stride;
    const expected = Array.from({ length: side * side * channels }, (_, at) => {
      const channel = at % channels;
      const x = Math.floor(at / channels) % side;
      const y = Math.floor(at / channels / side);
      let sum = 0;
      for (let place = 0; place < 9; place++) {
        // As TensorFlow pads "SAME".
        const column = x * stride + (place % 3) - (stride === 1 ? 1 : 0);
        const row = y * stride + Math.floor(place / 3) - (stride === 1 ? 1 : 0);
        if (column < 0 || column >= size || row < 0 || row >= size) continue;
        const weight = (weights.values[place * channels + channel] as number) - weights.zero;
        sum += (input[(row * size + column) * channels + channel] as number) * weight;
      }
      return relu6(sum * 0.004 + (biases[channel] as number));
    });
    const out = arena.keep(2 * expected.length);
    kernels.depthwiseRelu6(
      put(Int16Array.from(input)),
      put(packDepthwise(weights, channels)),
      put(Float32Array.from(biases, (value) => value + ROUNDING)),
      out,
      put(new Int16Array(channels)),
      size,
      stride,
      channels,
      0.004,
    );
    expectCounts(counts(out, expected.length), expected);
  });
});

it('lays out the windows of a picture, with zero after its last row and column', () => {
  const size = 6;
  const pixels = wholes(size * size * 4, 0, 255);
  const picture = put(Uint8Array.from(pixels));
  arena.keep(8);
  const out = arena.keep(9 * 36 * 2);
  kernels.windows(picture, out, size);
  const expected = Array.from({ length: 9 * 36 }, (_, at) => {
    const window = Math.floor(at / 36);
    const row = 2 * Math.floor(window / 3) + Math.floor((at % 36) / 12);
    const column = 2 * (window % 3) + Math.floor((at % 12) / 4);
    if (row >= size || column >= size) return 0;
    return 2 * (pixels[(row * size + column) * 4 + (at % 4)] as number) - 255;
  });
  expect(counts(out, expected.length)).toEqual(expected);
});

describe('quantising', () => {
  it('leaves the largest number all counts', () => {
    const values = [0.5, -8, 0.001, 7.9, -0.0002, 3, 0, 1, ...wholes(8, -7, 7)];
    const out = arena.keep(2 * values.length);
    const scale = kernels.quantise(put(Float32Array.from(values)), out, values.length);
    expect(scale).toBeCloseTo(8 / MOST, 9);
    expectCounts(
      counts(out, values.length),
      values.map((value) => Math.round(value / scale)),
    );
    expect(counts(out, 2)[1]).toBe(-MOST);
  });

  it('has nothing to divide by where all is zero', () => {
    const out = put(new Int16Array(8).fill(5));
    expect(kernels.quantise(put(new Float32Array(8)), out, 8)).toBe(0);
    expect(counts(out, 8)).toEqual(Array(8).fill(0));
  });
});

it('adds numbers', () => {
  const [one, other] = [wholes(12, -9, 9), wholes(12, -9, 9)];
  const out = arena.keep(48);
  kernels.add(put(Float32Array.from(one)), put(Float32Array.from(other)), out, 12);
  expect(numbers(out, 12)).toEqual(one.map((value, at) => value + (other[at] as number)));
});

it('takes the mean of each channel', () => {
  const input = wholes(49 * 16, 0, MOST);
  const out = arena.keep(32);
  kernels.average(put(Int16Array.from(input)), out, 49, 16);
  const means = Array.from({ length: 16 }, (_, channel) => {
    const own = input.filter((_value, at) => at % 16 === channel);
    return Math.round(own.reduce((sum, value) => sum + value) / 49);
  });
  expectCounts(counts(out, 16), means);
});
