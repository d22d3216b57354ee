import type { KernelMemory, Kernels } from './resample';
import { ONE } from './taps';

/** Memory for kernels without WebAssembly. What lies in it is gone when it grows. */
export class PlainMemory implements KernelMemory {
  readonly #page: number;
  buffer: ArrayBuffer;

  /** @param page bytes that it begins with, and in which it grows */
  constructor(page: number) {
    this.#page = page;
    this.buffer = new ArrayBuffer(page);
  }

  grow(pages: number): void {
    this.buffer = new ArrayBuffer(this.buffer.byteLength + pages * this.#page);
  }
}

/** Bits after the point of the values between rows and columns: see kernels/kernels.ts, which does all of this faster. */
const VALUE_BITS = 6;
const VALUE = 2 ** VALUE_BITS;

/** Does in plain JavaScript what kernels/kernels.ts does, for where there is no WebAssembly. */
export const plainKernels = (memory: KernelMemory): Kernels => ({
  flatten(pixels, bytes, backdrop) {
    const values = new Uint8Array(memory.buffer, pixels, bytes);
    for (let at = 0; at < bytes; at += 4) {
      const share = (values[at + 3] as number) / 255;
      for (let channel = 0; channel < 3; channel++) {
        const behind = (backdrop >>> (8 * channel)) & 255;
        const mixed = (values[at + channel] as number) * share + behind * (1 - share);
        values[at + channel] = Math.round(mixed);
      }
      values[at + 3] = 255;
    }
  },

  mixRows(rows, pitch, span, weights, taps, out) {
    const values = new Uint8Array(memory.buffer);
    const shares = new Int16Array(memory.buffer, weights, taps);
    const made = new Int16Array(memory.buffer, out, span);
    for (let at = 0; at < span; at++) {
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) {
        sum += (shares[tap] as number) * (values[rows + tap * pitch + at] as number);
      }
      made[at] = Math.round((sum * VALUE) / ONE);
    }
  },

  mixColumns(row, starts, weights, taps, count, out) {
    const values = new Int16Array(memory.buffer, row);
    const firsts = new Int32Array(memory.buffer, starts, count);
    const shares = new Int16Array(memory.buffer, weights, count * taps);
    const made = new Uint8ClampedArray(memory.buffer, out, 4 * count);
    for (let at = 0; at < count; at++) {
      for (let channel = 0; channel < 3; channel++) {
        // Two bytes to a value.
        const first = (firsts[at] as number) / 2 + channel;
        let sum = 0;
        for (let tap = 0; tap < taps; tap++) {
          sum += (shares[at * taps + tap] as number) * (values[first + 4 * tap] as number);
        }
        made[4 * at + channel] = sum / (ONE * VALUE);
      }
      made[4 * at + 3] = 255;
    }
  },
});
