/** What decides on how many engines at once pay on a machine. */
export interface Machine {
  /** Logical cores, at least 1. */
  readonly cores: number;
  /** GiB, as coarse as the browser tells; undefined where it does not. */
  readonly memory: number | undefined;
  readonly isOnBattery: boolean;
  /** How many workers the user wants, if any number. */
  readonly wished?: number;
}

/**
 * How many workers run an engine each where the processor computes. Each takes a whole core, so that beyond two
 * cores one is left to the browser; two cores are worth it all the same, for the rest of the work is small.
 */
export function workerCount({
  cores,
  memory = Number.POSITIVE_INFINITY,
  isOnBattery,
  wished,
}: Machine): number {
  if (wished !== undefined) return Math.min(wished, cores);
  const byCores = cores <= 2 ? cores : Math.min(cores - 1, 4);
  const byMemory = memory <= 2 ? 1 : memory <= 4 ? 2 : byCores;
  const most = Math.min(byCores, byMemory);
  return Math.max(1, isOnBattery ? Math.ceil(most / 2) : most);
}
