import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/browser';
import { launchWithExtension, quietArguments } from '../scripts/extension-browser';
import { pictureLabels } from '../scripts/picture-labels';
import { BadgeReader, isAnswer } from '../scripts/read-badges';
import { serveFolder } from '../scripts/serve-folder';

/*
 * What a page that changes for ever pays for Sightline: the demo page, with a thousand changes of its tree a
 * second, in a browser with the extension and in one without, by turns on the same machine.
 */

const ROUNDS = 5;
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

const root = resolve(import.meta.dirname, '..');
const { path } = await findBrowser();
const demo = await serveFolder(join(root, 'scripts/demo'));
const viewport = { width: 1280, height: 900 };
const plain = await chromium.launch({ executablePath: path, args: [...quietArguments] });
const sightline = await launchWithExtension({
  browser: path,
  extension: join(root, 'dist'),
  viewport,
});
try {
  const without = await openDemo(await plain.newContext({ viewport }));
  const withIt = await openDemo(sightline.context);
  await allLabelled(withIt);
  const rounds: Record<'with' | 'without', Round[]> = { with: [], without: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.without.push(await blow(without));
    rounds.with.push(await blow(withIt));
  }
  const framesWith = median(rounds.with.map(({ framesASecond }) => framesASecond));
  const framesWithout = median(rounds.without.map(({ framesASecond }) => framesASecond));
  const result = {
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
    browser: plain.version(),
    rounds,
    framesASecond: { with: framesWith, without: framesWithout, ratio: framesWith / framesWithout },
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify(result, undefined, 2));
  else print(result);
} finally {
  await sightline.context.close();
  await plain.close();
  await demo.close();
}

async function openDemo(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(demo.url);
  return page;
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
    await page.waitForTimeout(200);
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

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function print({
  machine,
  browser,
  rounds: { with: withIt, without },
  framesASecond,
}: {
  machine: string;
  browser: string;
  rounds: Record<'with' | 'without', Round[]>;
  framesASecond: { with: number; without: number; ratio: number };
}): void {
  const line = (name: string, frames: number, some: readonly Round[]) => {
    const changes = median(some.map(({ changesASecond }) => changesASecond));
    const long = some.reduce((sum, { longTasks }) => sum + longTasks, 0);
    console.log(
      `${name.padEnd(18)} ${frames.toFixed(1).padStart(8)} ${changes.toFixed(0).padStart(10)} ${String(long).padStart(11)}`,
    );
  };
  console.log(`${machine}; Chromium ${browser}; medians of ${ROUNDS} rounds\n`);
  console.log(`${''.padEnd(18)} frames/s  changes/s  long tasks`);
  line('without Sightline', framesASecond.without, without);
  line('with Sightline', framesASecond.with, withIt);
  console.log(
    `\nWith Sightline, the page has ${(framesASecond.ratio * 100).toFixed(0)} % of its frames.`,
  );
}
