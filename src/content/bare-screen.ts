import type { Box } from '../core/box';
import { DeadlineError, withDeadline } from '../messaging/deadline';
import { Clipping } from './clipping';
import type { Anchor } from './place-badges';
import { shareOfTab } from './share-of-tab';

/** Milliseconds that the browser takes at most to capture the tab; the answer about it may take longer. */
const CAPTURE_TIME = 1_000;

/**
 * Has a picture looked at as it is on the screen, without what Sightline shows.
 *
 * @param layer holds what Sightline shows
 * @param look told where the picture lies, in shares (0..1) of the tab's visible viewport
 * @returns undefined where nothing of the picture is on the screen
 */
export async function lookAtBareScreen<T>(
  picture: Anchor,
  layer: HTMLElement,
  look: (box: Box) => Promise<T>,
): Promise<T | undefined> {
  const box = shareOfTab(new Clipping().visiblePart(picture.element, picture.paintedBox()));
  if (!box) return undefined;
  // Not hidden, which would leave what is shown meanwhile without a size.
  layer.style.visibility = 'hidden';
  const comeBack = () => {
    layer.style.visibility = '';
  };
  const end = setTimeout(comeBack, CAPTURE_TIME);
  try {
    await withDeadline(CAPTURE_TIME, twoFrames());
    return await look(box);
  } catch (error) {
    // A tab that is not on show has no frames, and there is nothing of it on the screen.
    if (error instanceof DeadlineError) return undefined;
    throw error;
  } finally {
    clearTimeout(end);
    comeBack();
  }
}

/** The first frame is without what was taken away; when the second begins, it has been shown. */
const twoFrames = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
