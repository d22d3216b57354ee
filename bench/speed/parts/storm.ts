import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { pictureLabels } from '../../../scripts/picture-labels';
import { BadgeReader, isAnswer } from '../../../scripts/read-badges';
import { serveFolder } from '../../../scripts/serve-folder';
import { medianOf } from '../figure';
import type { Bench, Figure, Part } from '../part';
import { openPlainBrowser } from '../peers/plain-browser';
import { SightlineBrowser, viewport } from '../sightline-browser';
import { median, sum } from '../statistics';

const ROUND_MILLISECONDS = 4_000;
const CHANGES_A_SECOND = 1_000;

/** Milliseconds for the drawings in sight to get their labels. */
const LABEL_DEADLINE = 60_000;

interface Round {
  readonly framesASecond: number;
  readonly changesASecond: number;
  /** Tasks of the page's main thread of over 50 ms. */
  readonly longTasks: number;
}

export const storm: Part = {
  name: 'storm',
  title: `The demo page, with ${CHANGES_A_SECOND} changes of its tree a second`,
  limit: 240,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const demo = bench.own(await serveFolder(resolve(import.meta.dirname, '../../../scripts/demo')));
  const sightline = await SightlineBrowser.open(bench);
  const without = await (await openPlainBrowser(bench)).newPage();
  await without.goto(demo.url);
  const withIt = await sightline.goTo(demo.url);
  await allLabelled(withIt);
  const rounds: Record<'with' | 'without', Round[]> = { with: [], without: [] };
  for (let round = 0; round < (bench.isQuick ? 1 : 5); round++) {
    rounds.without.push(await blow(without));
    rounds.with.push(await blow(withIt));
  }
  const frames = (some: readonly Round[]) => some.map(({ framesASecond }) => framesASecond);
  const changes = (some: readonly Round[]) => some.map(({ changesASecond }) => changesASecond);
  const long = (some: readonly Round[]) => sum(some.map(({ longTasks }) => longTasks));
  return [
    medianOf('frames a second, with', '', frames(rounds.with)),
    medianOf('frames a second, without', '', frames(rounds.without)),
    {
      name: '  with / without',
      value: median(frames(rounds.with)) / median(frames(rounds.without)),
      unit: '',
    },
    medianOf('changes a second, with', '', changes(rounds.with)),
    medianOf('changes a second, without', '', changes(rounds.without)),
    { name: 'long tasks, with', value: long(rounds.with), unit: '' },
    { name: 'long tasks, without', value: long(rounds.without), unit: '' },
  ];
}

async function allLabelled(page: Page): Promise<void> {
  const reader = await BadgeReader.open(page);
  const end = Date.now() + LABEL_DEADLINE;
  for (;;) {
    const inSight = (await pictureLabels(page, reader)).filter(
      ({ box }) => box.y + 60 < viewport.height && box.y >= 0,
    );
    if (inSight.length > 0 && inSight.every(({ badge }) => isAnswer(badge))) return;
    if (Date.now() > end) throw new Error('The demo page does not get its labels: run `npm start`');
    await pause(200);
  }
}

/** Has the page change, and counts its frames meanwhile. */
async function blow(page: Page): Promise<Round> {
  await page.bringToFront();
  return page.evaluate(
    async ([milliseconds, rate]) => {
      const place = document.createElement('div');
      place.style.cssText =
        'position:fixed;right:0;bottom:0;width:200px;height:40px;overflow:hidden';
      document.body.append(place);
      let changes = 0;
      let frames = 0;
      let longTasks = 0;
      const observer = new PerformanceObserver((list) => {
        longTasks += list.getEntries().length;
      });
      observer.observe({ type: 'longtask' });
      const begin = performance.now();
      // Nodes that come and go, classes, styles and texts that change, by turns. The function has no name: tsx
      // would have it call a helper that is not there.
      const timer = setInterval(() => {
        for (const due = ((performance.now() - begin) * rate) / 1_000; changes < due; changes++) {
          const node = document.createElement('b');
          node.textContent = String(changes);
          if (changes % 4 === 0) place.append(node);
          else if (changes % 4 === 1) place.className = `at${changes}`;
          else if (changes % 4 === 2) place.style.opacity = String(0.5 + (changes % 50) / 100);
          else place.firstChild?.remove();
        }
      }, 10);
      while (performance.now() - begin < milliseconds) {
        await new Promise(requestAnimationFrame);
        frames++;
      }
      const seconds = (performance.now() - begin) / 1_000;
      clearInterval(timer);
      observer.disconnect();
      place.remove();
      return { framesASecond: frames / seconds, changesASecond: changes / seconds, longTasks };
    },
    [ROUND_MILLISECONDS, CHANGES_A_SECOND] as const,
  );
}
