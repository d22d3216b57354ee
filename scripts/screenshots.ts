import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { findBrowser } from './browser';
import { launchWithExtension } from './extension-browser';
import { pictureLabels } from './picture-labels';
import { BadgeReader, isAnswer } from './read-badges';
import { serveFolder } from './serve-folder';

/** Milliseconds for the pictures in sight to get their labels. */
const DEADLINE = 60_000;

/** Two rows of the demo page's drawings, in CSS pixels. */
const SCREEN_HEIGHT = 760;

/** Milliseconds for a card or a popup to come to rest. */
const REST = 600;

/** The README's pictures: the demo page with its labels, and the popup after it, in light and dark. */
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs');
await mkdir(folder, { recursive: true });
const { path } = await findBrowser();
const demo = await serveFolder(join(root, 'scripts/demo'));
try {
  for (const colorScheme of ['light', 'dark'] as const) await takeIn(colorScheme);
} finally {
  await demo.close();
}

async function takeIn(colorScheme: 'light' | 'dark'): Promise<void> {
  const { context, id } = await launchWithExtension({
    browser: path,
    extension: join(root, 'dist'),
    colorScheme,
    viewport: { width: 1280, height: SCREEN_HEIGHT },
  });
  try {
    const page = await context.newPage();
    await page.goto(demo.url);
    await page.evaluate(() => document.querySelector('main')?.scrollIntoView());
    const reader = await BadgeReader.open(page);
    await untilLabelled(page, reader);
    // One whose answer is not clear-cut shows best what the card is for.
    const volcano = (await reader.badges()).find(({ name }) => name === 'volcano');
    if (volcano) await page.mouse.move(volcano.box.x + 8, volcano.box.y + 8);
    await page.waitForTimeout(REST);
    await page.screenshot({ path: join(folder, `demo-${colorScheme}.png`) });

    const popup = await context.newPage();
    await popup.setViewportSize({ width: 360, height: 580 });
    const [worker] = context.serviceWorkers();
    const tab = await worker?.evaluate(
      async (url) => (await chrome.tabs.query({})).find((each) => each.url === url)?.id,
      demo.url,
    );
    await popup.goto(`chrome-extension://${id}/src/popup/popup.html?tab=${tab}`);
    await popup.locator('#history-list > li').first().waitFor();
    await popup.waitForTimeout(REST);
    await popup.screenshot({ path: join(folder, `popup-${colorScheme}.png`) });
  } finally {
    await context.close();
  }
}

async function untilLabelled(page: Page, reader: BadgeReader): Promise<void> {
  const end = Date.now() + DEADLINE;
  for (;;) {
    const pictures = await pictureLabels(page, reader);
    const inSight = pictures.filter(({ box }) => box.y < SCREEN_HEIGHT && box.y + box.height > 0);
    if (inSight.length > 0 && inSight.every(({ badge }) => isAnswer(badge))) return;
    if (Date.now() > end) throw new Error('The pictures in sight got no labels in time');
    await page.waitForTimeout(200);
  }
}
