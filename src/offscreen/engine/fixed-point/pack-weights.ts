import type { Weights } from './read-graph';

/** Outputs, or channels, that the kernels work on at once. */
export const LANES = 8;

/** The largest count that an activation may be. */
export const MOST = 32_767;

/**
 * Packs the weights of a dense layer for the kernels, and pads them: inputs to an even number, outputs to one of 8.
 *
 * @param rows for each input the weights of its outputs, as they lie in the model; undefined for one without any
 * @param outputs how many there are
 * @returns for every 8 outputs a panel of (inputs / 2) x 8 x 2
 * @throws Error when a sum of activations with them might not fit an int32
 */
export function packDense(
  { values, zero }: Weights,
  rows: readonly (number | undefined)[],
  outputs: number,
): Int16Array {
  const padded = Math.ceil(outputs / LANES) * LANES;
  const packed = new Int16Array(rows.length * padded);
  for (const [input, row] of rows.entries()) {
    if (row === undefined) continue;
    for (let output = 0; output < outputs; output++) {
      const panel = Math.floor(output / LANES) * LANES * rows.length;
      const at = panel + Math.floor(input / 2) * LANES * 2 + (output % LANES) * 2 + (input % 2);
      packed[at] = (values[row * outputs + output] as number) - zero;
    }
  }
  checkSums(packed, rows.length * LANES, LANES * 2, 2);
  return packed;
}

/**
 * Packs the weights of a depthwise layer of 3x3.
 *
 * @returns for every 8 channels the window's places two by two, the ninth with a zero: 5 x 8 x 2
 * @throws Error when a sum of activations with them might not fit an int32
 */
export function packDepthwise({ values, zero }: Weights, channels: number): Int16Array {
  const packed = new Int16Array(10 * channels);
  for (let place = 0; place < 9; place++) {
    for (let channel = 0; channel < channels; channel++) {
      const group = Math.floor(channel / LANES) * LANES * 10;
      const at = group + Math.floor(place / 2) * LANES * 2 + (channel % LANES) * 2 + (place % 2);
      packed[at] = (values[place * channels + channel] as number) - zero;
    }
  }
  checkSums(packed, 10 * LANES, LANES * 2, 2);
  return packed;
}

/** In each panel the weights of one output lie side by side in each stride. */
function checkSums(packed: Int16Array, panel: number, stride: number, width: number): void {
  const limit = 2 ** 31 / MOST;
  for (let from = 0; from < packed.length; from += panel) {
    for (let lane = 0; lane < stride; lane += width) {
      let sum = 0;
      for (let at = from + lane; at < from + panel; at += stride) {
        sum += Math.abs(packed[at] as number) + Math.abs(packed[at + 1] as number);
      }
      if (sum >= limit) throw new Error('Its weights are too large for sums of 32 bits');
    }
  }
}
