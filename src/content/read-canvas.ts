import { type Failed, failed } from '../core/outcome';
import type { PictureBytes } from '../messaging/protocol';
import { pixelSizeOf } from './pixel-size';

/** Longest side, in pixels, of the copy that is made. */
const LONGEST = 1_024;

/** Side of the copy in which is looked whether there is anything at all. */
const SAMPLE = 16;

/**
 * Reads what a canvas, a video or an image shows now. The page's canvas is only drawn from: asking it for a context of
 * its own would spoil it for the page.
 *
 * @returns failed('unreadable') where the site protects it, or a canvas has forgotten what it shows
 */
export async function readCanvas(
  source: CanvasImageSource & Element,
): Promise<PictureBytes | Failed> {
  try {
    const { width, height } = pixelSizeOf(source);
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    const copy = draw(source, Math.ceil(width * scale), Math.ceil(height * scale));
    // WebGL forgets its pixels once they are on screen, unless it was told to keep them.
    const isImage = source instanceof HTMLImageElement;
    if (!isImage && isBlank(draw(copy, SAMPLE, SAMPLE)))
      return failed('unreadable', 'Nothing is drawn on it');
    // By whatever name it is known, it may show something else the next time.
    return { kind: 'bytes', bytes: await copy.convertToBlob(), isFleeting: true };
  } catch (error) {
    // SecurityError: it holds pixels of another site.
    return failed('unreadable', (error as Error).message);
  }
}

function draw(source: CanvasImageSource, width: number, height: number): OffscreenCanvas {
  const copy = new OffscreenCanvas(width, height);
  copy.getContext('2d')?.drawImage(source, 0, 0, width, height);
  return copy;
}

function isBlank(canvas: OffscreenCanvas): boolean {
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, SAMPLE, SAMPLE) ?? {};
  return data?.every((value) => value === 0) ?? true;
}
