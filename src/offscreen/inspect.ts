import { disableTypes, imageSize } from 'image-size';
import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import { isSvg } from './is-svg';

/** Encoded bytes that look like a picture which may be decoded. */
export interface Inspected {
  readonly bytes: Blob;
  readonly isSvg: boolean;
}

/** Pixels that a decoded picture may have: at four bytes each, 256 MB while it is decoded. */
const MAX_PIXELS = 64e6;

/** The longest side that Chromium's canvases and GPU textures take. */
const MAX_SIDE = 16_384;

// It finds an <svg> anywhere, in a web page too; isSvg looks where it has to stand.
disableTypes(['svg']);

/** Bytes in which the first element of an SVG is looked for. */
const PROLOG_BYTES = 65_536;

/** Reads a picture's header, so that nothing is decoded which is no picture, or too large to decode. */
export async function inspect(bytes: Blob): Promise<Inspected | Skipped | Failed> {
  if (bytes.size === 0) return skipped('empty');
  if (isSvg(await bytes.slice(0, PROLOG_BYTES).text())) return { bytes, isSvg: true };
  const head = new Uint8Array(await bytes.arrayBuffer());
  let size: ReturnType<typeof imageSize>;
  try {
    size = imageSize(head);
  } catch (error) {
    // image-size throws a TypeError for a format that it does not know, and others for a header cut short.
    return error instanceof TypeError && /(unsupported|disabled) file type/.test(error.message)
      ? skipped('not-a-picture')
      : failed('undecodable', (error as Error).message);
  }
  const { width, height } = size;
  if (!(width > 0 && height > 0)) return skipped('empty');
  if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE)
    return skipped('too-large');
  return { bytes, isSvg: false };
}
