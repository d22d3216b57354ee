import type { Weights } from './read-graph';

/** Outputs, or channels, that the kernels work on at once. */
export const LANES = 8;

/** The largest count that an activation may be. */
export const MOST = 32_767;

/**
 * The weights of a dense layer, for the kernel that packs them.
 *
 * @param rows for each input which row of the weights is its own; undefined where it has none. An even number
 * @param outputs to which they are padded, a multiple of 8
 * @returns rows x outputs uint8, as the model means them
 */
export function padDense(
  { shape, values, zero }: Weights,
  rows: readonly (number | undefined)[],
  outputs: number,
): Uint8Array {
  const own = shape.at(-1) as number;
  const padded = new Uint8Array(rows.length * outputs).fill(zero);
  for (const [input, row] of rows.entries()) {
    if (row === undefined) continue;
    padded.set(values.subarray(row * own, (row + 1) * own), input * outputs);
  }
  return padded;
}

/**
 * Packs the weights of a depthwise layer of 3x3.
 *
 * @param channels a multiple of 8
 * @returns for every 8 channels the window's places two by two, the ninth with a zero: 5 x 8 x 2
 * @throws Error when a sum of activations with them might not fit an int32
 */
export function packDepthwise({ values, zero }: Weights, channels: number): Int16Array {
  const packed = new Int16Array(10 * channels);
  const sums = new Uint32Array(channels);
  for (let place = 0; place < 9; place++) {
    for (let channel = 0; channel < channels; channel++) {
      const lane = channel % LANES;
      const group = (channel - lane) * 10;
      const weight = (values[place * channels + channel] as number) - zero;
      packed[group + (place >> 1) * 2 * LANES + lane * 2 + (place & 1)] = weight;
      sums[channel] = (sums[channel] as number) + Math.abs(weight);
    }
  }
  checkSum(Math.max(...sums));
  return packed;
}

/**
 * @param sum the largest of the weights of an output, all taken as positive
 * @throws Error when a sum of activations with them might not fit an int32
 */
export function checkSum(sum: number): void {
  if (sum * MOST >= 2 ** 31) throw new Error('Its weights are too large for sums of 32 bits');
}
