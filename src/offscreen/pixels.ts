import type { Size } from '../core/box';
import { MAX_PIXELS, reductionOf } from './first-frame';
import { giveBack, takeBuffer } from './kept-buffers';
import type { Pixels } from './resample/resample';

/** A picture as the browser decodes it. */
export type Raster = ImageBitmap | VideoFrame;

/** A frame as TypeScript does not know it yet. */
type TurnedFrame = VideoFrame & { readonly rotation?: number; readonly flip?: boolean };

/** Of a picture that is upright. */
export const sizeOf = (raster: Raster): Size =>
  raster instanceof VideoFrame
    ? { width: raster.displayWidth, height: raster.displayHeight }
    : { width: raster.width, height: raster.height };

/** Pixels that are lent. */
export interface LentPixels extends Pixels {
  /** Gives them back: they become those of another picture then. */
  letGo(): void;
}

/** @returns the pixels of a picture, upright; fewer of a large one, but enough for all views of it */
export async function pixelsOf(raster: Raster): Promise<LentPixels> {
  const { width, height } = sizeOf(raster);
  if (raster instanceof VideoFrame && isUpright(raster) && width * height <= MAX_PIXELS) {
    const buffer = takeBuffer(4 * width * height);
    const rgba = new Uint8ClampedArray(buffer, 0, 4 * width * height);
    try {
      await raster.copyTo(rgba, { format: 'RGBA', colorSpace: 'srgb' });
      const isOpaque = raster.format?.includes('A') === false;
      return { rgba, width, height, isOpaque, letGo: () => giveBack(buffer) };
    } catch {
      // What cannot be copied in these colours may be drawn all the same.
      giveBack(buffer);
    }
  }
  const reduction = width * height > MAX_PIXELS ? reductionOf(width, height) : 1;
  return drawn(raster, {
    width: Math.ceil(width / reduction),
    height: Math.ceil(height / reduction),
  });
}

/** What is copied of a frame is as its file has it, before it is turned. */
const isUpright = ({ rotation = 0, flip = false }: TurnedFrame): boolean => rotation === 0 && !flip;

/**
 * Draws a picture.
 *
 * @throws Error where it cannot be drawn, or the browser lets nobody read what was
 */
export function drawn(image: CanvasImageSource, { width, height }: Size): LentPixels {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas to draw on');
  // What is shrunk takes 'high', or else its fine detail turns to noise.
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { rgba: data, width, height, isOpaque: false, letGo: () => undefined };
}
