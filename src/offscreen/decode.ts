import { centreCrop } from '../core/crop';
import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import { withDeadline } from '../messaging/deadline';
import type { Inspected } from './inspect';

export interface Decoded {
  /** RGBA, size x size x 4, 0..255. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly thumbnail?: Blob;
}

/** Milliseconds that decoding may take. */
const DEADLINE = 15_000;

/** Side of a thumbnail in pixels: twice its size in the popup, for sharp screens. */
const THUMBNAIL_SIDE = 96;

type Drawable = ImageBitmap | HTMLImageElement;

/**
 * Decodes a picture, upright, and crops its centre to what the model sees.
 *
 * @param size side of the model's input in pixels
 */
export async function decode(
  picture: Inspected,
  size: number,
  wantsThumbnail: boolean,
): Promise<Decoded | Skipped | Failed> {
  const decodeBy = picture.isSvg ? withSvg : withBitmap;
  try {
    return await decodeBy(picture.bytes, async (drawable, width, height) => {
      if (width === 0 || height === 0) return skipped('empty');
      const pixels = drawSquare(drawable, width, height, size).getImageData(0, 0, size, size).data;
      if (!wantsThumbnail) return { pixels };
      const { canvas } = drawSquare(drawable, width, height, THUMBNAIL_SIDE, 1);
      return {
        pixels,
        thumbnail: await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }),
      };
    });
  } catch (error) {
    return failed('undecodable', (error as Error).message);
  }
}

type Use<T> = (drawable: Drawable, width: number, height: number) => Promise<T>;

async function withBitmap<T>(bytes: Blob, use: Use<T>): Promise<T> {
  const decoding = createImageBitmap(bytes);
  try {
    const bitmap = await withDeadline(DEADLINE, decoding);
    return await use(bitmap, bitmap.width, bitmap.height);
  } finally {
    // Also when the deadline has passed and nobody waits for the bitmap any more.
    void decoding.then(
      (bitmap) => bitmap.close(),
      () => undefined,
    );
  }
}

/** createImageBitmap takes no SVG; an image element does, without its scripts and outside references. */
async function withSvg<T>(bytes: Blob, use: Use<T>): Promise<T> {
  const url = URL.createObjectURL(bytes.slice(0, bytes.size, 'image/svg+xml'));
  const image = new Image();
  try {
    const loaded = new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = () => reject(new Error('The SVG is damaged'));
    });
    image.src = url;
    await withDeadline(DEADLINE, loaded);
    return await use(image, image.naturalWidth, image.naturalHeight);
  } finally {
    image.src = '';
    URL.revokeObjectURL(url);
  }
}

function drawSquare(
  drawable: Drawable,
  width: number,
  height: number,
  side: number,
  share?: number,
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas to draw on');
  const crop = centreCrop(width, height, share);
  // Transparent pictures stand on white, as on most pages.
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  // 'high' averages over the source's pixels; without it fine detail turns to noise and scores fall.
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawable, crop.x, crop.y, crop.side, crop.side, 0, 0, side, side);
  return context;
}
