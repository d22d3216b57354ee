import type { Measured, RejectedBackend } from './engine-status';
import { type Backend, backends } from './settings';

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

/** What is stored may be from another version, or damaged: then there is no measurement. */
export function repairMeasurement(stored: unknown): Measurement | undefined {
  const { machine, measured, rejected } = fieldsOf(stored);
  if (typeof machine !== 'string' || !Array.isArray(measured) || !Array.isArray(rejected)) return;
  const speeds = measured.map(repairMeasured);
  const reasons = rejected.map(repairRejected);
  if (speeds.length === 0 || !isWhole(speeds) || !isWhole(reasons)) return;
  return { machine, measured: speeds, rejected: reasons };
}

function repairMeasured(stored: unknown): Measured | undefined {
  const { backend, millisecondsPerPicture, batch } = fieldsOf(stored);
  const size = batchSizes.find((each) => each === batch);
  if (!isBackend(backend) || !isDuration(millisecondsPerPicture) || !size) return;
  return { backend, millisecondsPerPicture, batch: size };
}

function repairRejected(stored: unknown): RejectedBackend | undefined {
  const { backend, why } = fieldsOf(stored);
  return isBackend(backend) && typeof why === 'string' ? { backend, why } : undefined;
}

const fieldsOf = (stored: unknown): Record<string, unknown> =>
  typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};

const isBackend = (value: unknown): value is Backend => backends.some((each) => each === value);

const isDuration = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY;

const isWhole = <T>(items: readonly (T | undefined)[]): items is readonly T[] =>
  items.every((item) => item !== undefined);
