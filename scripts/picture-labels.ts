import type { Page } from '@playwright/test';
import type { BadgeReader, Box, SeenBadge } from './read-badges';

/** A picture on a page and the badge inside it, if there is one. */
export interface LabelledPicture {
  /** Address of the picture that is shown. */
  readonly source: string;
  readonly box: Box;
  readonly badge: SeenBadge | undefined;
}

/** Pairs the pictures of a page's main frame with the badges that lie in them, in the order of the page. */
export async function pictureLabels(page: Page, reader: BadgeReader): Promise<LabelledPicture[]> {
  const badges = await reader.badges();
  const pictures = await page.evaluate(() =>
    Array.from(document.images, (image) => {
      const { x, y, width, height } = image.getBoundingClientRect();
      return { source: image.currentSrc, box: { x, y, width, height } };
    }),
  );
  return pictures.map((picture) => ({
    ...picture,
    badge: badges.find(({ box }) => contains(picture.box, box)),
  }));
}

/** Whether a box begins inside another. */
const contains = (outer: Box, { x, y }: Box): boolean =>
  x >= outer.x && x < outer.x + outer.width && y >= outer.y && y < outer.y + outer.height;
