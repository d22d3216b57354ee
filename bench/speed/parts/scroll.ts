import { setTimeout as pause } from 'node:timers/promises';
import { BadgeClock, type SeenAt } from '../badge-clock';
import { CELL, COLUMNS, indexAt, putGrid } from '../grid-page';
import type { Bench, Figure, Part } from '../part';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { SightlineBrowser, viewport } from '../sightline-browser';
import { percentile } from '../statistics';
import { wakeEngine } from '../wake-engine';

const PICTURES = 200;

/** Milliseconds that a person looks at a screen before the next. */
const PAUSE = 1_000;

/** Milliseconds for the first badge, and for no more to come after the last. */
const LIMIT = 30_000;
const QUIET = 3_000;

declare global {
  interface Window {
    /** Milliseconds since 1970 when each picture was both loaded and on screen, by its number. */
    visible: number[];
  }
}

const WATCH = `<script>
window.visible = [];
for (const [index, image] of [...document.images].entries()) {
  const isLoaded = new Promise((resolve) => { image.onload = resolve; });
  const isOnScreen = new Promise((resolve) => {
    new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && resolve()).observe(image);
  });
  Promise.all([isLoaded, isOnScreen]).then(() => {
    window.visible[index] = performance.timeOrigin + performance.now();
  });
}
</script>`;

export const scroll: Part = {
  name: 'scroll',
  title: `A page of ${PICTURES} pictures, a screen at a time`,
  limit: 180,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const pictures = await firstOf(bench.pictures, PICTURES);
  const home = bench.own(await PictureSite.open());
  const sightline = await SightlineBrowser.open(bench);
  await wakeEngine(sightline, home, pictures);
  putGrid(home.site, '/long', home.put(pictures), WATCH);
  const page = await sightline.goTo(home.site.url('/long'));
  const clock = await BadgeClock.open(page, LIMIT, true);
  await page.mouse.move(viewport.width / 2, viewport.height / 2);
  const screens = ((PICTURES / COLUMNS) * CELL.height) / viewport.height;
  for (let screen = 0; screen < screens; screen++) {
    await pause(PAUSE);
    await page.mouse.wheel(0, viewport.height);
  }
  const seen = await allThatCome(clock);
  const visible = await page.evaluate(() => window.visible);
  const waits = seen.map((badge) =>
    Math.max(0, badge.at - (visible[indexAt(badge)] ?? Number.NaN)),
  );
  const figure = (name: string, value: number): Figure => ({ name, value, unit: 'ms' });
  return [
    { ...figure('from visible to badge, median', percentile(waits, 0.5)), samples: waits },
    figure('from visible to badge, 95 of 100 within', percentile(waits, 0.95)),
    figure('from visible to badge, longest', percentile(waits, 1)),
    {
      name: 'pictures that went by without a badge',
      value: PICTURES - seen.length,
      unit: '',
      note: `each screen stands for ${PAUSE / 1_000} s`,
    },
  ];
}

/** The badges of a page, once no more come. */
async function allThatCome(clock: BadgeClock): Promise<SeenAt[]> {
  for (let seen = await clock.seenSoFar(); ; ) {
    await pause(QUIET);
    const now = await clock.seenSoFar();
    if (now.length === seen.length) return seen;
    seen = now;
  }
}
