import type { Box, Size } from '../core/box';
import { centreSquare } from '../core/crop';
import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import { bufferOf } from '../download/bytes';
import { DeadlineError, withDeadline } from '../messaging/deadline';
import { browserFrames, firstFrameWithContent } from './first-frame';
import { type Inspected, isTooLarge } from './inspect';
import { reducedFrame } from './reduced-frame';
import { svgText } from './svg-text';
import { svgWeight } from './svg-weight';

/** Milliseconds that decoding may take. */
const DEADLINE = 15_000;

/** Milliseconds that a thumbnail may take: nobody waits long for what is only nice to have. */
const THUMBNAIL_DEADLINE = 5_000;

/** Side of a thumbnail in pixels: twice its size in the popup, for sharp screens. */
const THUMBNAIL_SIDE = 96;

/** Pixels that an SVG is drawn with once: of the short side, enough for every view; and of the long side at most. */
const SVG_SHORT = 512;
const SVG_LONG = 2048;

/** Elements that an SVG may be drawn with: twice as many as large maps have. */
const MAX_SVG_WEIGHT = 200_000;

type Raster = ImageBitmap | VideoFrame;

interface Drawable extends Size {
  readonly image: Raster | HTMLImageElement | OffscreenCanvas;
}

/** A picture that can be looked at, upright, for as long as it is open. */
export interface DecodedPicture extends Size {
  /**
   * Draws a part of it, antialiased, over the backdrop.
   *
   * @param part in the picture's own pixels
   * @param side of the square that the part is drawn to fill, in pixels
   * @returns RGBA, side x side x 4, 0..255; opaque
   * @throws UndrawableError
   */
  look(part: Box, side: number): Uint8ClampedArray<ArrayBuffer>;
  /** @returns a WebP; undefined where there is none to be had, which costs the picture nothing */
  thumbnail(): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** The browser does not draw a picture that it has decoded. */
class UndrawableError extends Error {
  override name = 'UndrawableError';
}

/**
 * Decodes a picture and lends it out. An animation counts as its first frame with content. A picture of the largest
 * size that is let in takes 256 MB for as long as it is lent.
 *
 * @param backdrop #rrggbb, the colour that shows through where the picture is transparent
 * @param use gets the picture, which is let go when it is done; what it throws is thrown on, but that the picture
 *   cannot be drawn
 */
export async function withDecoded<T>(
  picture: Inspected,
  backdrop: string,
  use: (decoded: DecodedPicture) => Promise<T>,
): Promise<T | Skipped | Failed> {
  const over = new AbortController();
  try {
    const decodeBy = picture.format === 'svg' ? openSvg : openRaster;
    const drawable = await decodeBy(picture, over.signal).catch(asFailure);
    if ('kind' in drawable) return drawable;
    const { width, height } = drawable;
    if (width === 0 || height === 0) return skipped('empty');
    // Its header may have told of less: a frame may be larger than its GIF, or be put together out of tiles.
    if (isTooLarge(drawable)) return skipped('too-large');
    return await use({
      width,
      height,
      look: (part, side) => {
        try {
          const canvas = keptCanvas(side);
          drawPart(drawable, backdrop, part, canvas);
          return canvas.getImageData(0, 0, side, side).data;
        } catch (error) {
          // A drawing with a foreign object in it makes a canvas unreadable, for all that come after it too.
          keptCanvases.clear();
          throw new UndrawableError((error as Error).message, { cause: error });
        }
      },
      thumbnail: async () => {
        try {
          const context = newCanvas(THUMBNAIL_SIDE);
          fillCanvas(context, drawable, backdrop, centreSquare(width, height), 'medium');
          return await withDeadline(THUMBNAIL_DEADLINE, encode(context.canvas));
        } catch (error) {
          console.error('A thumbnail could not be made', error);
          return undefined;
        }
      },
    });
  } catch (error) {
    if (error instanceof UndrawableError) return asFailure(error);
    throw error;
  } finally {
    over.abort();
  }
}

const asFailure = (error: unknown): Failed =>
  failed(error instanceof DeadlineError ? 'timed-out' : 'undecodable', (error as Error).message);

/** @param signal lets go of the picture, also when it comes after the deadline and nobody waits for it any more */
async function openRaster(picture: Inspected, signal: AbortSignal): Promise<Drawable> {
  const decoding = decodeRaster(picture, signal);
  signal.addEventListener(
    'abort',
    () =>
      void decoding.then(
        (raster) => raster.close(),
        () => undefined,
      ),
    { once: true },
  );
  return drawableOf(await withDeadline(DEADLINE, decoding));
}

async function decodeRaster(picture: Inspected, signal: AbortSignal): Promise<Raster> {
  const { bytes, format } = picture;
  const frame =
    (await reducedFrame(picture, signal)) ??
    (await firstFrameWithContent(bytes, format, signal, browserFrames));
  if (frame) return frame;
  signal.throwIfAborted();
  return createImageBitmap(bytes instanceof Blob ? bytes : new Blob([bytes]));
}

const drawableOf = (image: Raster): Drawable =>
  image instanceof VideoFrame
    ? { image, width: image.displayWidth, height: image.displayHeight }
    : { image, width: image.width, height: image.height };

/** createImageBitmap takes no SVG; an image element does, without its scripts and outside references. */
async function openSvg({ bytes }: Inspected, signal: AbortSignal): Promise<Drawable | Skipped> {
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
  const loaded = new Promise<void>((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = () => reject(new Error('The SVG is damaged'));
  });
  image.src = url;
  await withDeadline(DEADLINE, loaded);
  return rasterize(image);
}

/**
 * Draws an SVG once, as large as is wanted: its own size says nothing of its detail, drawing may be costly, and asked
 * for a part of one without a size Chromium draws another part, or nothing.
 */
function rasterize(image: HTMLImageElement): Drawable {
  const { naturalWidth, naturalHeight } = image;
  const [short, long] = [naturalWidth, naturalHeight].sort((a, b) => a - b) as [number, number];
  if (short === 0) return { image, width: 0, height: 0 };
  const scale = Math.min(SVG_SHORT / short, SVG_LONG / long);
  const width = Math.max(1, Math.round(naturalWidth * scale));
  const height = Math.max(1, Math.round(naturalHeight * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas to draw on');
  context.drawImage(image, 0, 0, width, height);
  // One with a foreign object in it cannot be read, nor can any canvas that it is drawn on: this throws.
  context.getImageData(0, 0, 1, 1);
  return { image: canvas, width, height };
}

/** As WebP: Chromium encodes all else when the document is idle, which it never finds this one to be. */
async function encode(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * Chromium scales down from copies of half the size, a quarter and so on, and between two of them it passes over
 * pixels; to half the size it is exact. So a part that is shrunk is drawn twice as large first, and then halved:
 * on a zone plate of 450 pixels the error against area averaging falls from 17 grey levels to 1.
 * What is halved is drawn 'low': of four pixels that makes the mean too, and 'high' makes its copies first. To twice
 * the size 'high' is needed, also where that is larger: with straight lines between pixels, in a third of the time, one
 * photograph of 63 loses its label and more need a second view.
 */
function drawPart(drawable: Drawable, backdrop: string, part: Box, target: Canvas): void {
  const side = target.canvas.width;
  if (Math.max(part.width, part.height) <= side) {
    fillCanvas(target, drawable, backdrop, part, 'high');
  } else {
    const twice = { x: 0, y: 0, width: 2 * side, height: 2 * side };
    const between = keptCanvas(twice.width);
    fillCanvas(between, drawable, backdrop, part, 'high');
    fillCanvas(target, { image: between.canvas }, backdrop, twice, 'low');
  }
}

function fillCanvas(
  target: Canvas,
  { image }: Pick<Drawable, 'image'>,
  backdrop: string,
  { x, y, width, height }: Box,
  quality: ImageSmoothingQuality,
): void {
  const side = target.canvas.width;
  target.fillStyle = backdrop;
  target.fillRect(0, 0, side, side);
  // What is shrunk takes 'high', or else its fine detail turns to noise and scores fall; see drawPart.
  target.imageSmoothingQuality = quality;
  target.drawImage(image, x, y, width, height, 0, 0, side, side);
}

type Canvas = OffscreenCanvasRenderingContext2D;

/** By side: what is drawn and read at once needs no canvas of its own, and a new one costs as much as drawing on it. */
const keptCanvases = new Map<number, Canvas>();

function keptCanvas(side: number): Canvas {
  const kept = keptCanvases.get(side) ?? newCanvas(side);
  keptCanvases.set(side, kept);
  return kept;
}

function newCanvas(side: number): Canvas {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas to draw on');
  return context;
}
