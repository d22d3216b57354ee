import { copyOf } from '../download/bytes';
import type { Inspected } from './inspect';

/** Formats as `Inspected` names them, and their types. */
const types: ReadonlyMap<string, string> = new Map([
  ['jpg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
]);

/**
 * Pixels of the short side that are kept: a view is 224/256 of it, and twice as many as the 224 pixels that the model
 * sees are worth having.
 */
const KEPT = 512;

/** JPEG is coded in blocks of 8 by 8, of which a decoder can make 4 by 4, 2 by 2 or 1 pixel at little cost. */
const MOST = 8;

/** Pixels of still pictures that are decoded here: of larger ones the browser makes smaller copies in less memory. */
export const MAX_PIXELS = 4e6;

/** Frames in which content is looked for; each is decoded whole, and a fade-in rarely takes as many. */
const MAX_FRAMES = 60;

/** Difference of a colour channel, 0..255, up to which two samples are of one colour. */
const TOLERANCE = 2;

/** Side in pixels of each of a frame's two samples. */
const SAMPLE_SIDE = 16;

/** The parts of an ImageDecoder that are used here. */
export interface FrameDecoder<Frame> {
  readonly tracks: {
    readonly ready: Promise<unknown>;
    readonly selectedTrack: { readonly animated: boolean; readonly frameCount: number } | null;
  };
  decode(options: { readonly frameIndex: number }): Promise<{ readonly image: Frame }>;
  close(): void;
}

/** What is needed of the browser. */
export interface FrameEdges<Frame> {
  readonly open: (init: ImageDecoderInit) => FrameDecoder<Frame>;
  /** Some of a frame's pixels: RGBA, 0..255. */
  readonly sample: (frame: Frame) => Uint8ClampedArray;
}

export const browserFrames: FrameEdges<VideoFrame> = {
  open: (init) => new ImageDecoder(init),
  sample: sampleFrame,
};

/** How many times smaller a picture can be decoded without loss to what the model sees of it: 1, 2, 4 or 8. */
export function reductionOf(width: number, height: number): number {
  const spare = Math.min(width, height) / KEPT;
  return Math.max(1, Math.min(MOST, 2 ** Math.floor(Math.log2(spare))));
}

/**
 * Decodes the frame that tells what a picture shows. Of an animation that begins blank, fully transparent or of one
 * colour, that is the first frame with content: a fade-in or a slow drawing is better known by what comes than by
 * what it begins with. A large JPEG is decoded small at once: in a third of the time and a hundredth of the memory at
 * 4,000 pixels, and within 1 grey level (RMS) of what comes of decoding all of it.
 *
 * @param signal ends the decoding
 * @returns the frame, for the caller to close; nothing where the picture is to be decoded as any other is, because
 *   this is not for its format or its size, an animation begins with content or has none, or something is wrong, of
 *   which decoding the whole may still show a part
 */
export async function firstFrame<Frame extends { close(): void }>(
  { bytes, format, width, height }: Inspected,
  signal: AbortSignal,
  { open, sample }: FrameEdges<Frame>,
): Promise<Frame | undefined> {
  const type = types.get(format);
  if (type === undefined) return undefined;
  const reduction = format === 'jpg' ? reductionOf(width, height) : 1;
  const isSmall = width * height <= MAX_PIXELS * reduction ** 2;
  const data = await copyOf(bytes);
  if (signal.aborted) return undefined;
  const decoder = open({
    ...{ type, data, transfer: [data], preferAnimation: true },
    ...(reduction > 1
      ? { desiredWidth: Math.ceil(width / reduction), desiredHeight: Math.ceil(height / reduction) }
      : {}),
  });
  // What is being decoded ends with its decoder.
  const end = () => decoder.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    await decoder.tracks.ready;
    const track = decoder.tracks.selectedTrack;
    if (track?.animated) return await firstWithContent(decoder, track.frameCount, sample);
    return isSmall ? (await decoder.decode({ frameIndex: 0 })).image : undefined;
  } catch {
    return undefined;
  } finally {
    signal.removeEventListener('abort', end);
    decoder.close();
  }
}

async function firstWithContent<Frame extends { close(): void }>(
  decoder: FrameDecoder<Frame>,
  frameCount: number,
  sample: FrameEdges<Frame>['sample'],
): Promise<Frame | undefined> {
  const count = Math.min(frameCount, MAX_FRAMES);
  for (let frameIndex = 0; frameIndex < count; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    let hasContent = false;
    try {
      hasContent = !isOneColour(sample(image));
    } finally {
      if (!hasContent || frameIndex === 0) image.close();
    }
    if (hasContent) return frameIndex > 0 ? image : undefined;
  }
  return undefined;
}

/** @param rgba pixels, 0..255; colours count as much as they are opaque */
export function isOneColour(rgba: Uint8ClampedArray): boolean {
  const least = [255, 255, 255, 255];
  const most = [0, 0, 0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    for (let channel = 0; channel < 4; channel++) {
      const value = channel < 3 ? ((rgba[at + channel] ?? 0) * alpha) / 255 : alpha;
      least[channel] = Math.min(least[channel] ?? value, value);
      most[channel] = Math.max(most[channel] ?? value, value);
    }
  }
  return most.every((value, channel) => value - (least[channel] ?? 0) <= TOLERANCE);
}

/**
 * Draws a frame small, twice: averaged, in which a small thing leaves its mark on the pixels about it, and
 * in single pixels, in which a fine pattern does not turn into its mean.
 */
function sampleFrame(frame: VideoFrame): Uint8ClampedArray {
  const context = new OffscreenCanvas(2 * SAMPLE_SIDE, SAMPLE_SIDE).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) throw new Error('No canvas to draw on');
  context.imageSmoothingQuality = 'high';
  context.drawImage(frame, 0, 0, SAMPLE_SIDE, SAMPLE_SIDE);
  context.imageSmoothingEnabled = false;
  context.drawImage(frame, SAMPLE_SIDE, 0, SAMPLE_SIDE, SAMPLE_SIDE);
  return context.getImageData(0, 0, 2 * SAMPLE_SIDE, SAMPLE_SIDE).data;
}
