import type { Box, Size } from '../core/box';
import { centreSquare } from '../core/crop';
import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import { bufferOf } from '../download/bytes';
import { DeadlineError, withDeadline } from '../messaging/deadline';
import { browserFrames, firstFrame } from './first-frame';
import { type Inspected, isTooLarge } from './inspect';
import { drawn, type LentPixels, pixelsOf, type Raster, sizeOf } from './pixels';
import { type Pixels, resample } from './resample/resample';
import { svgText } from './svg-text';
import { svgWeight } from './svg-weight';

/** Milliseconds that decoding may take. */
const DEADLINE = 15_000;

/** Side of a thumbnail in pixels: twice its size in the popup, for sharp screens. */
const THUMBNAIL_SIDE = 96;

/** Pixels that an SVG is drawn with once: of the short side, enough for every view; and of the long side at most. */
const SVG_SHORT = 512;
const SVG_LONG = 2048;

/** Elements that an SVG may be drawn with: twice as many as large maps have. */
const MAX_SVG_WEIGHT = 200_000;

/** A picture that can be looked at, upright, until it is let go. */
export interface DecodedPicture extends Size {
  /**
   * A part of it, over the backdrop.
   *
   * @param part in the picture's own pixels
   * @param side of the square that the part is made to fill, in pixels
   * @returns RGBA, side x side x 4, 0..255; opaque
   */
  look(part: Box, side: number): Uint8ClampedArray<ArrayBuffer>;
  /** @returns a JPEG; undefined where there is none to be had, which costs the picture nothing */
  thumbnail(): Uint8Array<ArrayBuffer> | undefined;
  /** To be called once, by whoever has had it decoded. */
  letGo(): void;
}

/**
 * Decodes a picture. An animation counts as its first frame with content. A picture of the largest size that is let
 * in takes 256 MB while it is decoded, and a quarter of that at most afterwards.
 *
 * @param backdrop #rrggbb, the colour that shows through where the picture is transparent
 */
export async function decode(
  picture: Inspected,
  backdrop: string,
): Promise<DecodedPicture | Skipped | Failed> {
  const over = new AbortController();
  try {
    const decodeBy = picture.format === 'svg' ? drawSvg : readRaster;
    const pixels = await withDeadline(DEADLINE, decodeBy(picture, over.signal));
    if ('kind' in pixels) return pixels;
    const { width, height } = pixels;
    return {
      width,
      height,
      look: (part, side) => resample(pixels, backdrop, part, side),
      thumbnail: () => thumbnailOf(pixels, backdrop),
      letGo: pixels.letGo,
    };
  } catch (error) {
    const reason = error instanceof DeadlineError ? 'timed-out' : 'undecodable';
    return failed(reason, (error as Error).message);
  } finally {
    over.abort();
  }
}

/** @param signal ends it; a picture that comes all the same is let go */
async function readRaster(picture: Inspected, signal: AbortSignal): Promise<LentPixels | Skipped> {
  const raster = await decodeRaster(picture, signal);
  try {
    const size = sizeOf(raster);
    if (size.width === 0 || size.height === 0) return skipped('empty');
    // Its header may have told of less: a frame may be larger than its GIF, or be put together out of tiles.
    if (isTooLarge(size)) return skipped('too-large');
    signal.throwIfAborted();
    return await pixelsOf(raster);
  } finally {
    raster.close();
  }
}

async function decodeRaster(picture: Inspected, signal: AbortSignal): Promise<Raster> {
  const frame = await firstFrame(picture, signal, browserFrames);
  if (frame) return frame;
  signal.throwIfAborted();
  const { bytes } = picture;
  return createImageBitmap(bytes instanceof Blob ? bytes : new Blob([bytes]));
}

/** createImageBitmap takes no SVG; an image element does, without its scripts and outside references. */
async function drawSvg({ bytes }: Inspected, signal: AbortSignal): Promise<LentPixels | Skipped> {
  const text = svgText(new Uint8Array(await bufferOf(bytes)));
  if (svgWeight(text, MAX_SVG_WEIGHT) > MAX_SVG_WEIGHT) return skipped('too-large');
  // What was weighed, not what another decoder might read in the same bytes.
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml;charset=utf-8' }));
  const image = new Image();
  signal.addEventListener(
    'abort',
    () => {
      image.src = '';
      URL.revokeObjectURL(url);
    },
    { once: true },
  );
  await new Promise<void>((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = () => reject(new Error('The SVG is damaged'));
    image.src = url;
  });
  const size = svgSize(image);
  return size ? drawn(image, size) : skipped('empty');
}

/** How large an SVG is drawn: as large as is wanted, for its own size says nothing of its detail. */
function svgSize({ naturalWidth, naturalHeight }: HTMLImageElement): Size | undefined {
  const [short, long] = [naturalWidth, naturalHeight].sort((a, b) => a - b) as [number, number];
  if (short === 0) return undefined;
  const scale = Math.min(SVG_SHORT / short, SVG_LONG / long);
  return {
    width: Math.max(1, Math.round(naturalWidth * scale)),
    height: Math.max(1, Math.round(naturalHeight * scale)),
  };
}

function thumbnailOf(pixels: Pixels, backdrop: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const square = centreSquare(pixels.width, pixels.height);
    const made = resample(pixels, backdrop, square, THUMBNAIL_SIDE);
    return jpegOf(new ImageData(made, THUMBNAIL_SIDE));
  } catch (error) {
    console.error('A thumbnail could not be made', error);
    return undefined;
  }
}

let canvas: CanvasRenderingContext2D | undefined;

/**
 * As an address with the bytes in it: an OffscreenCanvas would make a Blob, which another process keeps and has to be
 * asked for. JPEG takes a fifth of the time that WebP does.
 */
function jpegOf(image: ImageData): Uint8Array<ArrayBuffer> {
  canvas ??= newCanvas(image);
  canvas.putImageData(image, 0, 0);
  const [, base64 = ''] = canvas.canvas.toDataURL('image/jpeg', 0.8).split(',');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function newCanvas({ width, height }: Size): CanvasRenderingContext2D {
  const element = Object.assign(document.createElement('canvas'), { width, height });
  const context = element.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas to draw on');
  return context;
}
