import { centreCrop } from '../core/crop';
import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import { DeadlineError, withDeadline } from '../messaging/deadline';
import type { Job } from '../messaging/protocol';
import { browserFrames, firstFrameWithContent } from './first-frame';
import type { Inspected } from './inspect';

export interface Decoded {
  /** RGBA, size x size x 4, 0..255; opaque. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly thumbnail?: Blob;
}

/** Milliseconds that decoding may take. */
const DEADLINE = 15_000;

/** Side of a thumbnail in pixels: twice its size in the popup, for sharp screens. */
const THUMBNAIL_SIDE = 96;

type Raster = ImageBitmap | VideoFrame;

interface Drawable {
  readonly image: Raster | HTMLImageElement;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes a picture, upright, and crops its centre to what the model sees. An animation counts as its first
 * frame with content.
 *
 * @param size side of the model's input in pixels
 */
export async function decode(
  picture: Inspected,
  size: number,
  { backdrop, thumbnail: wantsThumbnail }: Pick<Job, 'backdrop' | 'thumbnail'>,
): Promise<Decoded | Skipped | Failed> {
  const decodeBy = picture.format === 'svg' ? withSvg : withRaster;
  try {
    return await decodeBy(picture, async (drawable) => {
      if (drawable.width === 0 || drawable.height === 0) return skipped('empty');
      const drawn = drawSquare(drawable, backdrop, size);
      const pixels = drawn.getImageData(0, 0, size, size).data;
      if (!wantsThumbnail) return { pixels };
      const { canvas } = drawSquare(drawable, backdrop, THUMBNAIL_SIDE, 1);
      return {
        pixels,
        thumbnail: await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }),
      };
    });
  } catch (error) {
    const { message } = error as Error;
    return failed(error instanceof DeadlineError ? 'timed-out' : 'undecodable', message);
  }
}

type Use<T> = (drawable: Drawable) => Promise<T>;

async function withRaster<T>(picture: Inspected, use: Use<T>): Promise<T> {
  const over = new AbortController();
  const decoding = decodeRaster(picture, over.signal);
  try {
    return await use(drawableOf(await withDeadline(DEADLINE, decoding)));
  } finally {
    over.abort();
    // Also when the deadline has passed and nobody waits for it any more.
    void decoding.then(
      (raster) => raster.close(),
      () => undefined,
    );
  }
}

async function decodeRaster({ bytes, format }: Inspected, signal: AbortSignal): Promise<Raster> {
  const frame = await firstFrameWithContent(bytes, format, signal, browserFrames);
  if (frame) return frame;
  signal.throwIfAborted();
  return createImageBitmap(bytes);
}

const drawableOf = (image: Raster): Drawable =>
  image instanceof VideoFrame
    ? { image, width: image.displayWidth, height: image.displayHeight }
    : { image, width: image.width, height: image.height };

/** createImageBitmap takes no SVG; an image element does, without its scripts and outside references. */
async function withSvg<T>({ bytes }: Inspected, use: Use<T>): Promise<T> {
  const url = URL.createObjectURL(bytes.slice(0, bytes.size, 'image/svg+xml'));
  const image = new Image();
  try {
    const loaded = new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = () => reject(new Error('The SVG is damaged'));
    });
    image.src = url;
    await withDeadline(DEADLINE, loaded);
    return await use({ image, width: image.naturalWidth, height: image.naturalHeight });
  } finally {
    image.src = '';
    URL.revokeObjectURL(url);
  }
}

/** @param backdrop #rrggbb, the colour that shows through where the picture is transparent */
function drawSquare(
  { image, width, height }: Drawable,
  backdrop: string,
  side: number,
  share?: number,
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas to draw on');
  const crop = centreCrop(width, height, share);
  context.fillStyle = backdrop;
  context.fillRect(0, 0, side, side);
  // 'high' averages over the source's pixels; without it fine detail turns to noise and scores fall.
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, crop.x, crop.y, crop.side, crop.side, 0, 0, side, side);
  return context;
}
