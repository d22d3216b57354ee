import type { EngineStatus } from '../../../src/core/engine-status';

/** What a running engine says of itself. */
export const ready = {
  state: 'ready',
  backend: 'wasm',
  workers: 1,
  batch: 1,
  measured: [],
  rejected: [],
  model: 'MobileNet v2',
  millisecondsPerPicture: 61.7,
  tensors: 3,
  waiting: 0,
} as const satisfies EngineStatus;
