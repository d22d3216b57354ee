/**
 * A picture's encoded bytes. Small ones are handed about as they are: a Blob lies in the browser's own process, which is
 * called to make it, for each place that it is sent to, and to read it. Large ones are not to lie about in memory.
 */
export type Bytes = Blob | ArrayBuffer;

/** Bytes up to which a picture is small: so long copying them costs less than a Blob, and hundreds may wait. */
export const SMALL = 2 ** 18;

export const sizeOf = (bytes: Bytes): number =>
  bytes instanceof Blob ? bytes.size : bytes.byteLength;

/** @returns what is not to be handed over to anybody: it may be the bytes themselves */
export const bufferOf = async (bytes: Bytes): Promise<ArrayBuffer> =>
  bytes instanceof Blob ? bytes.arrayBuffer() : bytes;

/** @returns a buffer of the caller's own */
export const copyOf = async (bytes: Bytes): Promise<ArrayBuffer> =>
  bytes instanceof Blob ? bytes.arrayBuffer() : bytes.slice();
