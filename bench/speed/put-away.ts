import { setTimeout as pause } from 'node:timers/promises';
import type { NaturalBrowser } from '../../test/e2e/support/natural-browser';
import { isRunning, type Memory, memoryOf, Processes, pageWorkersOf } from './processes';

/** What the extension's process takes once the engine was put away. */
export interface PutAway {
  /** While the worker is awake, which is told of it. */
  readonly closed: Memory;
  /** When the worker sleeps too: nothing where the browser has ended the process, as nothing runs in it. */
  readonly asleep: Memory;
}

/** Milliseconds within which the engine has to be put away: a minute that is waited, and some. */
const CLOSE_LIMIT = 100_000;

/** Milliseconds for the process to give back what the engine had. */
const REST = 5_000;

/** Milliseconds within which the worker has to sleep: half a minute, and some. */
const SLEEP_LIMIT = 60_000;

/**
 * Waits, as the settings are for a minute, until the engine is put away. A debugger would keep the worker awake, and
 * with it the process.
 *
 * @returns undefined where processes cannot be looked at, or the engine was not put away
 */
export async function whenPutAway(browser: NaturalBrowser): Promise<PutAway | undefined> {
  const processes = await Processes.of(browser.context);
  if (!processes) return undefined;
  const id = await processes.extension();
  return browser.undebugged(async () => {
    if (!(await comesTrue(CLOSE_LIMIT, async () => (await pageWorkersOf(id)) === 0))) {
      return undefined;
    }
    await pause(REST);
    const closed = await memoryOf(id);
    const hasEnded = await comesTrue(SLEEP_LIMIT, () => !isRunning(id));
    return { closed, asleep: hasEnded ? { own: 0, resident: 0 } : await memoryOf(id) };
  });
}

/** Looks every second. */
async function comesTrue(
  limit: number,
  condition: () => boolean | Promise<boolean>,
): Promise<boolean> {
  for (const end = Date.now() + limit; !(await condition()); ) {
    if (Date.now() > end) return false;
    await pause(1_000);
  }
  return true;
}
