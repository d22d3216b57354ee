import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { findBrowser } from './browser';
import { launchWithExtension } from './extension-browser';
import { pictureLabels } from './picture-labels';
import { BadgeReader, isAnswer } from './read-badges';
import { layPopupOver } from './screenshots/lay-popup-over';
import { serveFolder } from './serve-folder';

type Scheme = 'light' | 'dark';

/** Milliseconds for the pictures in sight to get their labels. */
const DEADLINE = 60_000;

/** What the stores ask for, in CSS pixels. */
const STORE = { width: 1280, height: 800 };

/** Two rows of the demo page's drawings. */
const README = { width: 1280, height: 760 };

const POPUP = { width: 360, height: 580 };

/** The demo page's name, as people see it in the popup. */
const HOST = 'pictures.example';

/** Milliseconds for a card or a page to come to rest. */
const REST = 600;

/** The pages of the extension of which the store gets a picture: whoever adds a page adds a line. */
const pages: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'settings', path: 'src/options/options.html' },
  { name: 'diagnostics', path: 'src/diagnostics/diagnostics.html' },
  { name: 'welcome', path: 'src/welcome/welcome.html' },
];

/**
 * Takes the pictures of the README (docs) and of the stores (store/screenshots) of the real extension: the demo page
 * with its labels and an open card, the popup, the popup over the page, and the extension's own pages.
 */
const root = resolve(import.meta.dirname, '..');
const docs = join(root, 'docs');
const store = join(root, 'store/screenshots');
await Promise.all([docs, store].map((folder) => mkdir(folder, { recursive: true })));
const { path: browser } = await findBrowser();
const demo = await serveFolder(join(root, 'scripts/demo'));
const address = demo.url.replace('127.0.0.1', HOST);
try {
  for (const scheme of ['light', 'dark'] as const) await takeIn(scheme);
} finally {
  await demo.close();
}

async function takeIn(scheme: Scheme): Promise<void> {
  const extension = join(root, 'dist');
  const { context, id } = await launchWithExtension({
    browser,
    extension,
    colorScheme: scheme,
    args: [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`],
  });
  try {
    const page = await context.newPage();
    await takeDemo(page, join(docs, `demo-${scheme}.png`), README);
    await takeDemo(page, join(store, `labels-${scheme}.png`), STORE);

    const popup = await openPopup(context, id);
    await popup.screenshot({ path: join(docs, `popup-${scheme}.png`) });
    await page.bringToFront();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(REST);
    await layPopupOver(
      await page.screenshot(),
      await popup.screenshot(),
      join(store, `popup-${scheme}.png`),
    );

    for (const { name, path } of pages) {
      const own = await context.newPage();
      await own.setViewportSize(STORE);
      await own.emulateMedia({ reducedMotion: 'reduce' });
      await own.goto(`chrome-extension://${id}/${path}`);
      await own.waitForTimeout(REST);
      await own.screenshot({ path: join(store, `${name}-${scheme}.png`) });
    }
  } finally {
    await context.close();
  }
}

/** The demo page with its labels, and the card of one whose answer is not clear-cut: that shows best what it is for. */
async function takeDemo(page: Page, file: string, size: typeof STORE): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(address);
  await page.evaluate(() => document.querySelector('main')?.scrollIntoView());
  const reader = await BadgeReader.open(page);
  await untilLabelled(page, reader);
  const volcano = (await reader.badges()).find(({ name }) => name === 'volcano');
  if (volcano) await page.mouse.move(volcano.box.x + 8, volcano.box.y + 8);
  await page.waitForTimeout(REST);
  await page.screenshot({ path: file });
}

/** The popup about the demo page, as a page. */
async function openPopup(context: BrowserContext, id: string): Promise<Page> {
  const popup = await context.newPage();
  await popup.setViewportSize(POPUP);
  const [worker] = context.serviceWorkers();
  const tab = await worker?.evaluate(
    async (url) => (await chrome.tabs.query({})).find((each) => each.url === url)?.id,
    address,
  );
  await popup.goto(`chrome-extension://${id}/src/popup/popup.html?tab=${tab}`);
  await popup.locator('#picture-list > li').first().waitFor();
  await popup.waitForTimeout(REST);
  return popup;
}

async function untilLabelled(page: Page, reader: BadgeReader): Promise<void> {
  const height = page.viewportSize()?.height ?? 0;
  const end = Date.now() + DEADLINE;
  for (;;) {
    const pictures = await pictureLabels(page, reader);
    const inSight = pictures.filter(({ box }) => box.y < height && box.y + box.height > 0);
    if (inSight.length > 0 && inSight.every(({ badge }) => isAnswer(badge))) return;
    if (Date.now() > end) throw new Error('The pictures in sight got no labels in time');
    await page.waitForTimeout(200);
  }
}
