/** Bytes of a buffer that is kept: enough for most pictures of pages. */
const SIZE = 2 ** 22;

/** How many are kept: as many as pictures are at hand at once on a processor of some cores. */
const MOST = 4;

/** Where memory runs short, or nothing has been decoded for a while, the browser takes them. */
const kept: WeakRef<ArrayBuffer>[] = [];

/**
 * Memory for a while. New memory has to be cleared by the system as it is first written to, which takes several times
 * as long as decoding a picture into it.
 *
 * @returns a buffer of so many bytes or more, in which anything may lie
 */
export function takeBuffer(bytes: number): ArrayBuffer {
  while (bytes <= SIZE && kept.length > 0) {
    const buffer = kept.pop()?.deref();
    if (buffer) return buffer;
  }
  return new ArrayBuffer(Math.max(bytes, SIZE));
}

/** Takes a buffer back, which nobody may use any more. */
export function giveBack(buffer: ArrayBuffer): void {
  if (buffer.byteLength === SIZE && kept.length < MOST) kept.push(new WeakRef(buffer));
}
