import type { Page } from '@playwright/test';
import { BadgeClock } from '../badge-clock';
import { medianOf } from '../figure';
import { GALLERY, putGallery } from '../gallery-page';
import type { Bench, Figure, Part } from '../part';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { SightlineBrowser } from '../sightline-browser';
import { sum } from '../statistics';
import { wakeEngine } from '../wake-engine';

/** Milliseconds for a page to get all its badges. */
const LIMIT = 120_000;

export const again: Part = {
  name: 'again',
  title: `A page of ${GALLERY} pictures that is loaded again`,
  limit: 300,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const pictures = await firstOf(bench.pictures, GALLERY);
  const home = bench.own(await PictureSite.open());
  const elsewhere = bench.own(await PictureSite.open());
  const sightline = await SightlineBrowser.open(bench);
  await wakeEngine(sightline, home, pictures);
  const figures: Figure[] = [];
  for (const [whose, site] of [
    ["the page's own pictures", home],
    ["another host's pictures", elsewhere],
  ] as const) {
    putGallery(home.site, '/gallery', site.put(pictures));
    const page = await sightline.goTo(home.site.url('/gallery'));
    const first = await allBadges(page);
    const times: number[] = [];
    const inferences: number[] = [];
    for (let round = 0; round < (bench.isQuick ? 2 : 5); round++) {
      const before = await sightline.inferences();
      await page.reload();
      times.push(await allBadges(page));
      inferences.push((await sightline.inferences()) - before);
    }
    await page.close();
    figures.push(
      medianOf(`${whose}: first time, from the page's start to the last badge`, 'ms', [first]),
      medianOf(`${whose}: again`, 'ms', times),
      { name: `${whose}: inferences again`, value: sum(inferences), unit: '', aim: { most: 0 } },
    );
  }
  return figures;
}

/** @returns milliseconds from a page's start to the last of its badges */
async function allBadges(page: Page): Promise<number> {
  const clock = await BadgeClock.open(page, LIMIT);
  const seen = await clock.seen(GALLERY, LIMIT);
  const begin = await page.evaluate(() => performance.timeOrigin);
  await clock.close();
  return (seen.at(-1)?.at ?? Number.NaN) - begin;
}
