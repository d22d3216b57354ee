import type { Box, Size } from '../../core/box';
import bytes from './kernels/kernels.ts?wasm';
import { type Taps, tapsOf } from './taps';

/** A decoded picture, upright. */
export interface Pixels extends Size {
  /** RGBA, width x height x 4, 0..255; colours do not count less where they are transparent. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Whether nothing of it is transparent. */
  readonly isOpaque: boolean;
}

/** Rows that are made at a time: those that they are made of lie in the kernels' memory together. */
const ROWS = 16;

const PAGE = 65_536;

/** What the kernels read and write at once, in bytes. */
const ALIGNMENT = 16;

interface Kernels {
  flatten(pixels: number, bytes: number, backdrop: number): void;
  mixRows(rows: number, stride: number, weights: number, taps: number, out: number): void;
  mixColumns(
    row: number,
    starts: number,
    weights: number,
    taps: number,
    count: number,
    out: number,
  ): void;
}

let started: { readonly memory: WebAssembly.Memory; readonly kernels: Kernels } | undefined;

/** Starts the kernels at their first use. */
function start() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return { memory, kernels: exports as unknown as Kernels };
}

/**
 * Makes a square of a part of a picture: each pixel the mean of those that it covers and of some around it, weighed as
 * tapsOf has it.
 *
 * @param backdrop #rrggbb, the colour that shows through where the picture is transparent
 * @param part in the picture's own pixels, within it
 * @param side of the square in pixels
 * @returns RGBA, side x side x 4, 0..255; opaque
 */
export function resample(
  { rgba, width, height, isOpaque }: Pixels,
  backdrop: string,
  part: Box,
  side: number,
): Uint8ClampedArray<ArrayBuffer> {
  started ??= start();
  const { memory, kernels } = started;
  const columns = tapsOf(part.x, part.width, side, width);
  const rows = tapsOf(part.y, part.height, side, height);
  const [left, right] = reachOf(columns);
  const stride = aligned(4 * (right - left));
  const most = mostRows(rows);

  let end = 0;
  const keep = (size: number) => {
    const at = end;
    end += aligned(size);
    return at;
  };
  const columnStarts = keep(columns.starts.byteLength);
  const columnWeights = keep(columns.weights.byteLength);
  const rowWeights = keep(rows.weights.byteLength);
  const out = keep(4 * side * side);
  const row = keep(2 * stride);
  const strip = keep(stride * most);
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));

  const { buffer } = memory;
  const heap = new Uint8Array(buffer);
  const starts = columns.starts.map((first) => 8 * (first - left));
  new Int32Array(buffer, columnStarts, side).set(starts);
  new Int16Array(buffer, columnWeights, columns.weights.length).set(columns.weights);
  new Int16Array(buffer, rowWeights, rows.weights.length).set(rows.weights);

  const used = 4 * (Math.min(right, width) - left);
  for (let begin = 0; begin < side; begin += ROWS) {
    const stop = Math.min(side, begin + ROWS);
    const top = rows.starts[begin] as number;
    const bottom = Math.min(height, (rows.starts[stop - 1] as number) + rows.taps);
    for (let at = top; at < bottom; at++) {
      const from = 4 * (at * width + left);
      heap.set(rgba.subarray(from, from + used), strip + (at - top) * stride);
    }
    if (!isOpaque) kernels.flatten(strip, (bottom - top) * stride, colourOf(backdrop));
    for (let at = begin; at < stop; at++) {
      const first = strip + ((rows.starts[at] as number) - top) * stride;
      kernels.mixRows(first, stride, rowWeights + 2 * at * rows.taps, rows.taps, row);
      const made = out + 4 * at * side;
      kernels.mixColumns(row, columnStarts, columnWeights, columns.taps, side, made);
    }
  }
  return new Uint8ClampedArray(buffer.slice(out, out + 4 * side * side));
}

/** The samples that values are made of, from the first to the end of the last. */
function reachOf({ starts, taps }: Taps): [number, number] {
  return [starts[0] as number, (starts.at(-1) as number) + taps];
}

/** How many samples make `ROWS` values in a row at most. */
function mostRows({ starts, taps }: Taps): number {
  let most = 0;
  for (let begin = 0; begin < starts.length; begin += ROWS) {
    const last = Math.min(starts.length, begin + ROWS) - 1;
    most = Math.max(most, (starts[last] as number) + taps - (starts[begin] as number));
  }
  return most;
}

const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT;

/** @returns RGBA as it lies in memory */
const colourOf = (hex: string): number =>
  [1, 3, 5].reduce(
    (sum, at, place) => sum | (Number.parseInt(hex.slice(at, at + 2), 16) << (8 * place)),
    0xff000000,
  );
