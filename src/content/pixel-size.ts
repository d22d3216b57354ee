import type { Size } from '../core/box';

/** Size in its own pixels of what an image, a video or a canvas shows now. */
export function pixelSizeOf(element: Element): Size {
  // Each has one of the pairs, and the first two have the last, too: the size in which they are laid out.
  const shown = element as Partial<HTMLVideoElement & HTMLImageElement>;
  return {
    width: shown.videoWidth ?? shown.naturalWidth ?? shown.width ?? 0,
    height: shown.videoHeight ?? shown.naturalHeight ?? shown.height ?? 0,
  };
}
