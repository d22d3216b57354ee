import type { Page } from '@playwright/test';
import type { CacheStatus } from '../../src/core/cache-status';
import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

/** How full the caches are and what they were good for, by their name. */
async function cachesSeenFrom(popup: Page): Promise<Record<string, CacheStatus>> {
  const reply = await popup.evaluate(() =>
    chrome.runtime.sendMessage({ to: 'background', method: 'caches', payload: [] }),
  );
  const caches = reply.value as CacheStatus[];
  return Object.fromEntries(caches.map((cache) => [cache.name, cache]));
}

/** Whether the document that does all inference is open. */
const isEngineOpen = (sightline: Sightline): Promise<boolean> =>
  sightline.worker.evaluate(async () => {
    const contextTypes = ['OFFSCREEN_DOCUMENT' as chrome.runtime.ContextType];
    return (await chrome.runtime.getContexts({ contextTypes })).length > 0;
  });

test('the same bytes under other addresses and on another origin are one inference', async ({
  site,
  otherSite,
  sightline,
}) => {
  for (const each of [site, otherSite]) {
    putColour(each, 'red');
    each.put('/again.png', 'image/png', colourPng(palette.red.rgb));
  }
  site.putPage('/', image(otherSite.url('/red.png')));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const popup = await sightline.openPopup();
  expect(await cachesSeenFrom(popup)).toMatchObject({
    scores: { entries: 1, hits: 0 },
    contents: { entries: 1, hits: 0, misses: 1 },
  });

  const others = [otherSite.url('/again.png'), site.url('/red.png'), site.url('/again.png')];
  site.putPage('/others', others.map(image).join(''));
  await page.bringToFront();
  await page.goto(site.url('/others'));
  await expectNames(
    reader,
    others.map(() => nameOf('red')),
  );

  // That of another origin was downloaded and then known; of the page's own, the worker knew the bytes.
  expect(await cachesSeenFrom(popup)).toMatchObject({
    scores: { entries: 1, hits: 2 },
    addresses: { entries: 2 },
    contents: { entries: 1, hits: 1, misses: 1 },
  });
});

test('ten sizes of one srcset are one inference', async ({ site, otherSite, sightline }) => {
  const widths = Array.from({ length: 10 }, (_, index) => 160 + 40 * index);
  for (const width of widths) {
    otherSite.put(`/${width}.png`, 'image/png', colourPng(palette.red.rgb, width, width));
  }
  const srcset = widths.map((width) => `${otherSite.url(`/${width}.png`)} ${width}w`).join(', ');
  const sizes = widths.map(
    (width) =>
      `<img srcset="${srcset}" sizes="${width}px" style="width:100px;height:100px" alt="">`,
  );
  site.putPage('/', sizes.join(''));
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(
    reader,
    widths.map(() => nameOf('red')),
  );

  const pictures = otherSite.asked.filter((path) => path.endsWith('.png'));
  expect(new Set(pictures).size).toBe(widths.length);
  const caches = await cachesSeenFrom(await sightline.openPopup());
  expect(caches).toMatchObject({ scores: { entries: 1 }, contents: { entries: 1, misses: 1 } });
  // Nor was any size but one downloaded a second time.
  expect(pictures).toHaveLength(widths.length + 1);
});

test('a page seen again is labelled with no inference, by a worker started anew too', async ({
  site,
  otherSite,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(otherSite, 'green');
  site.putPage('/', image('/red.png') + image(otherSite.url('/green.png')));
  const names = [nameOf('red'), nameOf('green')];
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, names);
  await sightline.worker.evaluate(() => chrome.offscreen.closeDocument());

  await page.reload();
  await expectNames(reader, names);
  expect(await isEngineOpen(sightline)).toBe(false);

  await sightline.stopWorker();
  await page.bringToFront();
  await page.reload();
  await expectNames(reader, names);
  expect(await isEngineOpen(sightline)).toBe(false);
});
