import { type Bytes, copyOf } from '../download/bytes';

/** The formats whose pictures may move, as `Inspected` names them, and their types. */
const movingTypes: ReadonlyMap<string, string> = new Map([
  ['gif', 'image/gif'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
]);

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

/** What the search needs of the browser. */
export interface FrameEdges<Frame> {
  readonly open: (type: string, data: ArrayBuffer) => FrameDecoder<Frame>;
  /** Some of a frame's pixels: RGBA, 0..255. */
  readonly sample: (frame: Frame) => Uint8ClampedArray;
}

export const browserFrames: FrameEdges<VideoFrame> = {
  open: (type, data) => new ImageDecoder({ type, data, transfer: [data], preferAnimation: true }),
  sample: sampleFrame,
};

/**
 * Looks for the first frame with content of an animation that begins blank: fully transparent, or of one
 * colour. A fade-in or a slow drawing is better known by what comes than by what it begins with.
 *
 * @param format as `Inspected` names it
 * @param signal ends the search
 * @returns the frame, for the caller to close; nothing where the picture is to be drawn as any other is,
 *   because it is still, begins with content, has none, or has something wrong, which drawing it will tell
 */
export async function firstFrameWithContent<Frame extends { close(): void }>(
  bytes: Bytes,
  format: string,
  signal: AbortSignal,
  { open, sample }: FrameEdges<Frame>,
): Promise<Frame | undefined> {
  const type = movingTypes.get(format);
  if (type === undefined) return undefined;
  const data = await copyOf(bytes);
  if (signal.aborted) return undefined;
  const decoder = open(type, data);
  // What is being decoded ends with its decoder.
  const end = () => decoder.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    await decoder.tracks.ready;
    const track = decoder.tracks.selectedTrack;
    const count = track?.animated ? Math.min(track.frameCount, MAX_FRAMES) : 0;
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
  } catch {
    // Told by whoever draws the picture: its first frame shows, or is damaged too.
  } finally {
    signal.removeEventListener('abort', end);
    decoder.close();
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
