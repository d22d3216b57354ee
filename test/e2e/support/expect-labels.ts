import { expect, type Page } from '@playwright/test';
import { BadgeReader } from '../../../scripts/read-badges';
import type { ExpectedPicture } from '../pages/page-case';
import { complaints } from './complaints';

/**
 * Waits until a page has the badges it is to have, each in its picture, and no others.
 *
 * @param isStill whether every expected picture has to be on screen, as it was made to be
 */
export async function expectLabels(
  page: Page,
  expected: readonly ExpectedPicture[],
  when: string,
  isStill = true,
): Promise<void> {
  // A page that came out of the back/forward cache is another one to the debugger.
  const reader = await BadgeReader.open(page);
  await expect
    .poll(() => complaints(page, reader, expected, isStill), {
      message: when,
      intervals: [30, 60, 120, 250],
    })
    .toEqual([]);
}
