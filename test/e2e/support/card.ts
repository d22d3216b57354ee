import { expect, type Page } from '@playwright/test';
import type { BadgeReader, SeenBadge } from '../../../scripts/read-badges';

/** Lets the pointer rest on a badge until its card can be pressed. */
export async function openCard(page: Page, reader: BadgeReader, { box }: SeenBadge): Promise<void> {
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(async () => (await reader.cardButtons()).length).toBeGreaterThan(0);
}

/** Moves the pointer from where it is to a button of the open card, and presses it. */
export async function press(page: Page, reader: BadgeReader, name: string): Promise<void> {
  const find = async () => (await reader.cardButtons()).find((each) => each.name === name);
  await expect.poll(async () => (await find())?.takesPointer, `button "${name}"`).toBe(true);
  const button = (await find()) as NonNullable<Awaited<ReturnType<typeof find>>>;
  await page.mouse.move(button.x, button.y, { steps: 8 });
  await page.mouse.click(button.x, button.y);
}

export const buttonNames = async (reader: BadgeReader): Promise<string[]> =>
  (await reader.cardButtons()).map(({ name }) => name);

/** Presses the Enter key in a window that closes thereupon, perhaps before the key is up again. */
export async function submit(typing: Page): Promise<void> {
  const closing = typing.waitForEvent('close');
  const pressing = typing.keyboard.press('Enter').catch((error) => {
    if (!typing.isClosed()) throw error;
  });
  await Promise.all([closing, pressing]);
}
