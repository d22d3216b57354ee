import type { Backend } from './settings';

/** A backend that was tried and not used, with the reason. */
export interface RejectedBackend {
  readonly backend: Backend;
  readonly why: string;
}

/** What the engine is doing, as people are told. */
export type EngineStatus =
  | { readonly state: 'asleep' }
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready';
      readonly backend: Backend;
      readonly rejected: readonly RejectedBackend[];
      /** Name of the model, from its card. */
      readonly model: string;
      /** Median inference time of the latest pictures; the warm-up's before there are any. */
      readonly millisecondsPerPicture: number;
      /** Tensors that TensorFlow.js holds between two pictures; grows only by a leak. */
      readonly tensors: number;
      readonly waiting: number;
    }
  | { readonly state: 'failed'; readonly why: string };
