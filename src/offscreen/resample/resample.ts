import type { Box, Size } from '../../core/box';
import bytes from './kernels/kernels.ts?wasm';
import { PlainMemory, plainKernels } from './plain-kernels';
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

/** What the kernels work in: addresses are bytes of it. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): void;
}

/** See kernels/kernels.ts. */
export interface Kernels {
  flatten(pixels: number, bytes: number, backdrop: number): void;
  mixRows(
    rows: number,
    pitch: number,
    span: number,
    weights: number,
    taps: number,
    out: number,
  ): void;
  mixColumns(
    row: number,
    starts: number,
    weights: number,
    taps: number,
    count: number,
    out: number,
  ): void;
}

interface Started {
  readonly memory: KernelMemory;
  readonly kernels: Kernels;
}

let started: Started | undefined;

/** Starts the kernels at their first use. */
function start(): Started {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const module = new WebAssembly.Module(bytes);
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { memory, kernels: exports as unknown as Kernels };
  } catch (error) {
    console.info('Pictures are resampled without WebAssembly', error);
    const memory = new PlainMemory(PAGE);
    return { memory, kernels: plainKernels(memory) };
  }
}

/**
 * Makes a square of a part of a picture, as tapsOf has it in both directions.
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
  const left = columns.starts[0] as number;
  const right = (columns.starts[side - 1] as number) + columns.taps;
  const pitch = 4 * width;
  const span = aligned(4 * (right - left));

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
  const row = keep(2 * span);
  // What is read beyond the last row counts for nothing.
  const strip = keep(pitch * mostRows(rows) + span);
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));

  const { buffer } = memory;
  const heap = new Uint8Array(buffer);
  for (let at = 0; at < side; at++)
    columns.starts[at] = 8 * ((columns.starts[at] as number) - left);
  new Int32Array(buffer, columnStarts, side).set(columns.starts);
  new Int16Array(buffer, columnWeights, columns.weights.length).set(columns.weights);
  new Int16Array(buffer, rowWeights, rows.weights.length).set(rows.weights);

  for (let begin = 0; begin < side; begin += ROWS) {
    const stop = Math.min(side, begin + ROWS);
    const top = rows.starts[begin] as number;
    const bottom = Math.min(height, (rows.starts[stop - 1] as number) + rows.taps);
    heap.set(rgba.subarray(pitch * top, pitch * bottom), strip);
    if (!isOpaque) kernels.flatten(strip, aligned(pitch * (bottom - top)), colourOf(backdrop));
    for (let at = begin; at < stop; at++) {
      const first = strip + pitch * ((rows.starts[at] as number) - top) + 4 * left;
      const weights = rowWeights + 2 * at * rows.taps;
      kernels.mixRows(first, pitch, span, weights, rows.taps, row);
      const made = out + 4 * at * side;
      kernels.mixColumns(row, columnStarts, columnWeights, columns.taps, side, made);
    }
  }
  return new Uint8ClampedArray(buffer.slice(out, out + 4 * side * side));
}

/** How many samples `ROWS` values in a row are made of at most. */
function mostRows({ starts, taps }: Taps): number {
  let most = 0;
  for (let begin = 0; begin < starts.length; begin += ROWS) {
    const last = Math.min(starts.length, begin + ROWS) - 1;
    most = Math.max(most, (starts[last] as number) + taps - (starts[begin] as number));
  }
  return most;
}

const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT;

/** @returns RGBA as it lies in memory, opaque */
function colourOf(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return ((red ?? 0) | ((green ?? 0) << 8) | ((blue ?? 0) << 16) | (0xff << 24)) >>> 0;
}
