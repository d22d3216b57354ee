import { vi } from 'vitest';

/** Milliseconds to wait for a condition: Vitest's own second is too short on a busy machine, and a pass costs nothing. */
const PATIENCE = 15_000;

const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, {
    timeout: PATIENCE,
    ...(typeof options === 'number' ? { timeout: options } : options),
  });
