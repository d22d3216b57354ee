import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { type Memory, memoryOf, Processes } from './processes';
import { categories, type MainThread, readTrace } from './read-trace';
import { processOf, traced } from './traced';

/** What a long page does in a browser: it is loaded, left alone for a while, and scrolled. */
export interface Round {
  /** Milliseconds from the beginning of the page's opening to the end of its load event. */
  readonly load: number;
  /** While it is scrolled. */
  readonly framesASecond: number;
  /** Of the page's main thread, as the page itself is told of them. */
  readonly longTasks: number;
  readonly layouts: number;
  readonly styles: number;
  /** Milliseconds that the main thread was at work, and that it was in scripts. */
  readonly tasks: number;
  readonly scripts: number;
  /** MiB of JavaScript's heap, after rubbish was collected. */
  readonly heap: number;
  /** Of the page's process; on Linux only. */
  readonly memory: Memory | undefined;
}

/** Milliseconds between loading and scrolling, and of scrolling. */
const ALONE = 3_000;
const SCROLLING = 5_000;

/** CSS pixels a second: a screen in less than half a second. */
const SPEED = 2_500;

const MEBI = 2 ** 20;

declare global {
  interface Window {
    /** Tasks of at least 50 ms, as the page is told of them. */
    longTasks: number;
  }
}

/** For the page: counts its long tasks. */
export const LONG_TASKS = `<script>
window.longTasks = 0;
new PerformanceObserver((list) => {
  window.longTasks += list.getEntries().length;
}).observe({ type: 'longtask', buffered: true });
</script>`;

/** Opens the page in a tab of its own, which is closed then. */
export async function runBigPage(context: BrowserContext, url: string): Promise<Round> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const framesASecond = await visit(page, url);
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  const [longTasks, load] = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return [window.longTasks, (navigation as PerformanceNavigationTiming).loadEventEnd] as const;
  });
  const processes = await Processes.of(context);
  const memory = processes && (await memoryOf(await processes.page(page)));
  await page.close();
  return {
    load,
    framesASecond,
    longTasks,
    layouts: metric('LayoutCount'),
    styles: metric('RecalcStyleCount'),
    tasks: metric('TaskDuration') * 1_000,
    scripts: metric('ScriptDuration') * 1_000,
    heap: metric('JSHeapUsedSize') / MEBI,
    memory,
  };
}

/** Does so under a profiler, which tells whose scripts run, and slows all down. */
export async function traceBigPage(context: BrowserContext, url: string): Promise<MainThread> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const events = await traced(session, categories, async () => {
    await visit(page, url);
  });
  await page.close();
  return readTrace(events, processOf(events, url));
}

/** @returns frames a second, while the page is scrolled */
async function visit(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await pause(ALONE);
  return page.evaluate(scrollOn, [SCROLLING, SPEED] as const);
}

/**
 * Runs in the page: scrolls it down, and up again from its end.
 *
 * @returns frames a second
 */
async function scrollOn([time, speed]: readonly [time: number, speed: number]): Promise<number> {
  const begin = performance.now();
  const length = document.documentElement.scrollHeight - innerHeight;
  let frames = 0;
  for (let now = begin; now - begin < time; now = performance.now()) {
    const way = (((now - begin) * speed) / 1_000) % (2 * length);
    scrollTo(0, way < length ? way : 2 * length - way);
    await new Promise(requestAnimationFrame);
    frames++;
  }
  return (frames * 1_000) / (performance.now() - begin);
}
