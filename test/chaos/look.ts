import { isDeepStrictEqual } from 'node:util';
import type { Page } from '@playwright/test';
import type { BadgeReader, Box, SeenBadge } from '../../scripts/read-badges';
import { withDeadline } from '../../src/messaging/deadline';

/** A picture of a gallery as it is now. */
export interface SeenPicture {
  /** Names its element, whatever that shows. */
  readonly id: string;
  readonly source: string;
  readonly box: Box;
  /** Whether enough of it is to be seen for a badge. */
  readonly isInView: boolean;
}

/** What is to be seen on a page at one moment. */
export interface Look {
  readonly pictures: readonly SeenPicture[];
  readonly badges: readonly SeenBadge[];
  /** Whether the page has drawn itself anew since it was last looked at, and then kept still. */
  readonly isDrawn: boolean;
}

/** Milliseconds for a page to draw itself; one that is frozen never does. */
const DRAWING = 1_000;

/** Looks at a page, after it has drawn what it was last changed to if it draws at all. */
export async function lookAt(page: Page, reader: BadgeReader): Promise<Look> {
  const isDrawn = await withDeadline(DRAWING, page.evaluate(drawTwice)).then(
    () => true,
    () => false,
  );
  const before = await page.evaluate(readPictures);
  const badges = await reader.badges();
  const pictures = await page.evaluate(readPictures);
  // What has changed meanwhile can be held against no badge.
  const isSteady = pictures.every((picture, index) => isDeepStrictEqual(picture, before[index]));
  return { pictures, badges, isDrawn: isDrawn && isSteady };
}

// These run in the page. No function in them has a name: tsx would have it call a helper that is not there.

function drawTwice(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

/** Less of a picture than 60x40 pixels may have no badge. */
function readPictures(): SeenPicture[] {
  return Array.from(document.images, (image) => {
    const { x, y, width, height } = image.getBoundingClientRect();
    const across = Math.min(x + width, innerWidth) - Math.max(x, 0);
    const down = Math.min(y + height, innerHeight) - Math.max(y, 0);
    return {
      id: image.id,
      source: image.currentSrc || image.src,
      box: { x, y, width, height },
      isInView: across >= 60 && down >= 40,
    };
  });
}
