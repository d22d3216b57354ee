import type { Page } from '@playwright/test';
import { extensionHeap } from '../../bench/speed/extension-heap';
import { expect, test } from './support/fixtures';
import { colourPng } from './support/pictures';
import { builtExtension, tinyExtension } from './support/prepare-extensions';
import { noRealModel } from './support/real-model';

/**
 * MiB by which buffers may grow over 450 pictures. They hold pixels and probabilities, of which nothing is kept: to keep
 * the probabilities alone would take 1.7.
 */
const SLACK = 0.3;

const models = [
  { name: 'the tiny model', extension: tinyExtension, missing: undefined },
  { name: 'the real model', extension: builtExtension, missing: noRealModel },
];

for (const { name, extension, missing } of models) {
  test(`holds as many tensors and buffers after 500 pictures as after 50, on ${name}`, async ({
    site,
    launch,
  }) => {
    test.skip(missing !== undefined, missing);
    test.setTimeout(240_000);
    // Each of another colour, so that each is classified.
    for (let n = 0; n < 500; n++) {
      site.put(`/${n}.png`, 'image/png', colourPng([n % 256, n >> 1, 255 - (n % 251)], 64, 64));
    }
    site.putPage('/', '');
    const sightline = await launch({ extension, viewport: { width: 1280, height: 2400 } });
    const { page } = await sightline.open(site.url('/'));
    const popup = await sightline.openPopup(page);
    await page.bringToFront();
    const tensorsAfter = async (count: number) => {
      await expect.poll(() => answersIn(popup), { timeout: 180_000 }).toBe(count);
      const status = await sightline.status(popup);
      return status.state === 'ready' ? status.tensors : undefined;
    };

    await addPictures(page, 0, 50);
    const early = await tensorsAfter(50);
    const earlyHeap = await extensionHeap(sightline.context);
    await addPictures(page, 50, 500);
    const late = await tensorsAfter(500);
    const lateHeap = await extensionHeap(sightline.context);

    expect(early).toBeGreaterThan(0);
    expect(late).toBe(early);
    expect(earlyHeap.buffers).toBeGreaterThan(0);
    expect(lateHeap.buffers).toBeLessThan(earlyHeap.buffers + SLACK);
  });
}

/** How many pictures have their answer, be it a label or "not sure", in the words of the popup. */
async function answersIn(popup: Page): Promise<number> {
  if (await popup.locator('#page-waiting').isVisible()) return Number.NaN;
  const counts = await popup.locator('#count-labelled, #count-unsure').allTextContents();
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

async function addPictures(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(
    ([first, end]) => {
      for (let n = first; n < end; n++) {
        const picture = new Image(64, 64);
        picture.src = `/${n}.png`;
        document.body.append(picture);
      }
    },
    [from, to] as const,
  );
}
