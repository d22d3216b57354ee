import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';
import { type ExtensionHeap, extensionHeapUnderPressure } from '../../bench/speed/extension-heap';
import { memoryOf, Processes } from '../../bench/speed/processes';

/** What the extension holds when its rubbish is collected and it keeps nothing for speed alone. */
export interface HeldMemory {
  readonly heap: ExtensionHeap;
  /** MiB of its process, which only Linux tells. */
  readonly own: number | undefined;
}

/** Milliseconds between two looks at a process, and looks until one that still gives memory back is let be. */
const INTERVAL = 500;
const LOOKS = 20;

/**
 * MiB by which each may grow, whatever there is to do, and over a picture. The engine gets a second worker, and caches
 * fill up to their bounds; nothing is held of any one picture, and a document or a bitmap of each would be more than
 * that.
 */
const growth = {
  own: { once: 96, each: 0.1 },
  javaScript: { once: 6, each: 0 },
  dom: { once: 2, each: 0 },
  buffers: { once: 1, each: 0 },
} as const;

export async function heldMemory(context: BrowserContext): Promise<HeldMemory> {
  const heap = await extensionHeapUnderPressure(context);
  const processes = await Processes.of(context);
  if (!processes) return { heap, own: undefined };
  const id = await processes.extension();
  let { own } = await memoryOf(id);
  for (let look = 0; look < LOOKS; look++) {
    await pause(INTERVAL);
    const before = own;
    ({ own } = await memoryOf(id));
    // Memory goes back to the system bit by bit.
    if (own > 0.99 * before) break;
  }
  return { heap, own };
}

/** @returns of what it holds more than many pictures may leave behind */
export function heldTooMuch(before: HeldMemory, after: HeldMemory, pictures: number): string[] {
  const figures = { ...after.heap, own: after.own ?? 0 };
  const earlier = { ...before.heap, own: before.own ?? 0 };
  return (Object.keys(growth) as (keyof typeof growth)[])
    .filter((of) => figures[of] - earlier[of] > growth[of].once + growth[of].each * pictures)
    .map(
      (of) =>
        `It held ${earlier[of].toFixed(1)} MiB (${of}), and holds ${figures[of].toFixed(1)} after ${pictures} pictures`,
    );
}
