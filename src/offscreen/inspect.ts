import type { Size } from '../core/box';
import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import type { Bytes } from '../download/bytes';
import { isSvg } from './is-svg';
import { type Measures, measure } from './measure';
import { svgText } from './svg-text';

/** Encoded bytes that look like a picture which may be decoded. */
export interface Inspected {
  readonly bytes: Bytes;
  /** Name of its format, such as 'svg', 'png' or 'jpg': what the bytes are, whatever their server calls them. */
  readonly format: string;
  /** Pixels as its header has them, before it is turned upright; 0 of an SVG, which has none. */
  readonly width: number;
  readonly height: number;
}

/** Pixels that a decoded picture may have: at four bytes each, 256 MB while it is decoded. */
const MAX_PIXELS = 64e6;

/** The longest side that Chromium's canvases and GPU textures take. */
const MAX_SIDE = 16_384;

/** Whether a picture is larger than may be decoded, or than it may have turned out to be. */
export const isTooLarge = ({ width, height }: Size): boolean =>
  width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE;

/** Bytes in which the first element of an SVG is looked for. */
const PROLOG_BYTES = 65_536;

/**
 * Reads a picture's header, so that nothing is decoded which is no picture, or too large to decode.
 *
 * @param data what the bytes are: to read a Blob is a call into another process
 */
export function inspect(bytes: Bytes, data: Uint8Array<ArrayBuffer>): Inspected | Skipped | Failed {
  if (data.byteLength === 0) return skipped('empty');
  let measures: Measures | undefined;
  try {
    measures = measure(data);
  } catch (error) {
    return failed('undecodable', (error as Error).message);
  }
  if (!measures) {
    const isDrawing = isSvg(svgText(data.subarray(0, PROLOG_BYTES)));
    return isDrawing ? { bytes, format: 'svg', width: 0, height: 0 } : skipped('not-a-picture');
  }
  const { format, width, height } = measures;
  if (!(width > 0 && height > 0)) return skipped('empty');
  if (isTooLarge({ width, height })) return skipped('too-large');
  return { bytes, format, width, height };
}
