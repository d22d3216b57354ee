import type { BrowserContext } from '@playwright/test';
import { addPictures, putGallery } from './gallery-page';
import type { PictureSite } from './picture-site';
import { Processes, processorTime } from './processes';
import { sum } from './statistics';

/** What a browser without Sightline takes to show a gallery. */
export interface Bare {
  /** Until the last is loaded, which may come before it is painted. */
  readonly picturesASecond: number;
  /** Milliseconds of processor time a picture until all is painted, of all the browser's processes; on Linux only. */
  readonly processor: number | undefined;
}

/** Milliseconds after which what is loaded has been painted. */
const SETTLE = 500;

/**
 * Has a browser load a gallery and paint it, in a page of its own.
 *
 * @param home the site of the page
 * @param urls addresses of the pictures
 */
export async function showGallery(
  context: BrowserContext,
  { site }: PictureSite,
  urls: readonly string[],
): Promise<Bare> {
  putGallery(site, '/gallery');
  const page = await context.newPage();
  await page.goto(site.url('/gallery'));
  const processes = await Processes.of(context);
  const spent = async () =>
    processes && sum(await Promise.all((await processes.all()).map(processorTime)));
  const before = await spent();
  const begin = await addPictures(page, urls);
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  const end = await page.evaluate(() => window.loaded);
  await page.waitForTimeout(SETTLE);
  const after = await spent();
  await page.close();
  return {
    picturesASecond: (urls.length * 1_000) / (end - begin),
    processor: after && ((after - (before ?? 0)) * 1_000) / urls.length,
  };
}
