import { type Check, list, oneOf, orElse, quantity, record, shortened, text } from './check';
import type { Measured, RejectedBackend } from './engine-status';
import { backends } from './settings';

/** What was found out about the backends on a machine, so that it is found out once. */
export interface Measurement {
  /** What it was measured on: browser, processor, graphics card, model, code. It holds only where that is the same. */
  readonly machine: string;
  /** Fastest first; never empty. */
  readonly measured: readonly Measured[];
  readonly rejected: readonly RejectedBackend[];
}

/** How many pictures go through the engine at once on a GPU. There are few sizes, for each has its own shaders. */
export const batchSizes = [1, 4, 8] as const;

/** How fast pictures go through an engine in batches of a size. */
export interface Speed {
  readonly batch: number;
  readonly millisecondsPerPicture: number;
}

/** How much slower than the fastest a smaller batch may be and still be preferred: it answers sooner. */
const SLACK = 1.1;

/**
 * The speed that serves best.
 *
 * @param speeds at least one, the smallest batch first
 */
export function bestSpeed(speeds: readonly Speed[]): Speed {
  const least = Math.min(...speeds.map((speed) => speed.millisecondsPerPicture));
  const best = speeds.find((speed) => speed.millisecondsPerPicture <= least * SLACK);
  if (!best) throw new Error('Nothing was measured');
  return best;
}

const checkBackend = oneOf(backends);

/** Characters of a reason, in the words of a browser or a driver. */
const MAX_REASON = 1_000;

export const checkMeasured: Check<Measured> = record<Measured>({
  backend: checkBackend,
  millisecondsPerPicture: (found, name) => {
    const milliseconds = quantity(found, name);
    if (milliseconds > 0) return milliseconds;
    throw new TypeError(`${name} is no duration`);
  },
  batch: oneOf(batchSizes),
});

export const checkRejected: Check<RejectedBackend> = record<RejectedBackend>({
  backend: checkBackend,
  why: shortened(MAX_REASON),
});

export const checkMeasurement: Check<Measurement> = record<Measurement>({
  machine: text(10_000),
  measured: (found, name) => {
    const measured = list(checkMeasured, backends.length)(found, name);
    if (measured.length > 0) return measured;
    throw new TypeError(`${name} is empty`);
  },
  rejected: list(checkRejected, backends.length),
});

/** What is stored may be from another version, or damaged: then there is no measurement. */
export const repairMeasurement = (stored: unknown): Measurement | undefined =>
  orElse(checkMeasurement, undefined)(stored, 'measurement');
