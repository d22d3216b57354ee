import type { Page } from '@playwright/test';
import { BadgeClock } from './badge-clock';
import { addPictures, putGallery } from './gallery-page';
import type { PictureSite } from './picture-site';
import { Processes, processorTime } from './processes';
import type { SightlineBrowser } from './sightline-browser';
import { sum } from './statistics';

/** How fast Sightline was with a gallery. */
export interface Round {
  readonly picturesASecond: number;
  readonly inferencesASecond: number;
  /** Milliseconds from the pictures' coming to the first badge, a frame or so before it has its place. */
  readonly first: number;
  /** Milliseconds of processor time a picture; on Linux only. */
  readonly processor: Spent | undefined;
}

/** Processor time, by process. */
interface Spent {
  readonly extension: number;
  readonly page: number;
  readonly others: number;
}

/** Milliseconds for a gallery to get all its badges. */
const LIMIT = 120_000;

/**
 * Has Sightline label a gallery in a page of its own.
 *
 * @param home the site of the page
 * @param urls addresses of the pictures
 * @throws Error when not all of them were new to it
 */
export async function labelGallery(
  sightline: SightlineBrowser,
  { site }: PictureSite,
  urls: readonly string[],
): Promise<Round> {
  putGallery(site, '/gallery');
  const page = await sightline.goTo(site.url('/gallery'));
  const inferences = await sightline.inferences();
  const spent = await spentBy(sightline, page);
  const begin = await addPictures(page, urls);
  const clock = await BadgeClock.open(page, LIMIT);
  const seen = await clock.seen(urls.length, LIMIT);
  const spentNow = await spentBy(sightline, page);
  // On a busy machine the clock takes as long to be set up as the first badges to come.
  const first = await page.evaluate(() => window.firstBadge);
  const seconds = ((seen.at(-1)?.at ?? Number.NaN) - begin) / 1_000;
  const made = (await sightline.inferences()) - inferences;
  if (made < urls.length) {
    throw new Error(`${made} inferences for ${urls.length} pictures: some were known before`);
  }
  await page.close();
  const share = (which: keyof Spent) =>
    (((spentNow?.[which] ?? 0) - (spent?.[which] ?? 0)) * 1_000) / urls.length;
  return {
    picturesASecond: urls.length / seconds,
    inferencesASecond: made / seconds,
    first: first - begin,
    processor: spent && {
      extension: share('extension'),
      page: share('page'),
      others: share('others'),
    },
  };
}

/** Seconds of processor time that a browser has taken so far. */
async function spentBy(sightline: SightlineBrowser, page: Page): Promise<Spent | undefined> {
  const processes = await Processes.of(sightline.context);
  if (!processes) return undefined;
  const [extension, own] = [await processes.extension(), await processes.page(page)];
  const others = (await processes.all()).filter((id) => id !== extension && id !== own);
  return {
    extension: await processorTime(extension),
    page: await processorTime(own),
    others: sum(await Promise.all(others.map(processorTime))),
  };
}
