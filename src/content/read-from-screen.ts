import type { Failed, Outcome } from '../core/outcome';
import { DeadlineError, withDeadline } from '../messaging/deadline';
import { askAboutScreen } from './ask';
import { Clipping } from './clipping';
import type { Display } from './late-overlay';
import type { Anchor } from './place-badges';
import type { Question } from './question';
import { shareOfTab } from './share-of-tab';

/** Milliseconds that the browser takes at most to capture the tab; the answer about it may take longer. */
const CAPTURE_TIME = 1_000;

/**
 * What a site protects can be read from the screen all the same, as the user sees it, without the badges.
 *
 * @param unreadable what comes of it where nothing of the picture is on the screen
 */
export async function readFromScreen(
  picture: Anchor,
  display: Display,
  question: Question,
  unreadable: Failed,
): Promise<Outcome> {
  const visible = new Clipping().visiblePart(picture.element, picture.paintedBox());
  const box = shareOfTab(visible);
  if (!box) return unreadable;
  display.isWithdrawn = true;
  const end = setTimeout(() => {
    display.isWithdrawn = false;
  }, CAPTURE_TIME);
  try {
    await withDeadline(CAPTURE_TIME, twoFrames());
    return await askAboutScreen(box, question);
  } catch (error) {
    // A tab that is not on show has no frames, and there is nothing of it on the screen.
    if (error instanceof DeadlineError) return unreadable;
    throw error;
  } finally {
    clearTimeout(end);
    display.isWithdrawn = false;
  }
}

/** The first frame is without what was taken away; when the second begins, it has been shown. */
const twoFrames = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
