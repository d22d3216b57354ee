import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { traced } from './traced';

/** Why there are no figures of processes on other systems. */
export const ONLY_LINUX = 'read from /proc, which only Linux has';

/** Linux counts a process's time in hundredths of a second. */
const TICKS_A_SECOND = 100;

const MEBI = 1_024;

/** What a process takes. */
export interface Memory {
  /** MiB in memory, shared libraries included. */
  readonly resident: number;
  /** MiB that no other process shares: what would be free without it. */
  readonly own: number;
}

/** A browser's processes, by what runs in them. Linux only. */
export class Processes {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  /** @returns undefined where processes cannot be looked at */
  static async of(context: BrowserContext): Promise<Processes | undefined> {
    const browser = context.browser();
    if (process.platform !== 'linux' || !browser) return undefined;
    return new Processes(await browser.newBrowserCDPSession());
  }

  /** The process of the extension's worker, offscreen document and engines. */
  async extension(): Promise<number> {
    const { processInfo } = await this.#session.send('SystemInfo.getProcessInfo');
    for (const { id } of processInfo) {
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      if (command.includes('--extension-process')) return id;
    }
    throw new Error('The extension has no process');
  }

  /** All of the browser's processes. */
  async all(): Promise<number[]> {
    const { processInfo } = await this.#session.send('SystemInfo.getProcessInfo');
    return processInfo.map(({ id }) => id);
  }

  /** The process that a page is in. */
  async page(page: Page): Promise<number> {
    const session = await page.context().newCDPSession(page);
    try {
      const events = await traced(session, ['disabled-by-default-devtools.timeline']);
      for (const { name, args } of events) {
        if (name !== 'TracingStartedInBrowser') continue;
        const { frames } = (args as { data: { frames: { processId?: number }[] } }).data;
        const id = frames[0]?.processId;
        if (id !== undefined) return id;
      }
      throw new Error('The page has no process');
    } finally {
      await session.detach();
    }
  }
}

/** Seconds of processor time that a process has taken so far. */
export async function processorTime(id: number): Promise<number> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8');
  return secondsIn(stat);
}

/** @param stat a process's line; its second field is a name in brackets, which may hold anything */
export function secondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // The 14th and 15th of the line, of which two are gone: time in the process, and in the system on its behalf.
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Whether a process has not ended. */
export const isRunning = (id: number): boolean => existsSync(`/proc/${id}`);

/** How many workers of pages run in a process, by the names that Chromium gives their threads; none once it has ended. */
export async function pageWorkersOf(id: number): Promise<number> {
  const threads = await readdir(`/proc/${id}/task`).catch(() => []);
  const names = threads.map((thread) =>
    // It may have ended since.
    readFile(`/proc/${id}/task/${thread}/comm`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(names)).filter((name) => name.trim() === 'DedicatedWorker').length;
}

export async function memoryOf(id: number): Promise<Memory> {
  return memoryIn(await readFile(`/proc/${id}/smaps_rollup`, 'utf8'));
}

/** @param rollup a process's memory, summed up by the system in kB */
export function memoryIn(rollup: string): Memory {
  const read = (field: string) =>
    Number(new RegExp(`^${field}: +(\\d+) kB$`, 'm').exec(rollup)?.[1] ?? 0) / MEBI;
  return {
    resident: read('Rss'),
    own: read('Private_Clean') + read('Private_Dirty') + read('Swap'),
  };
}
