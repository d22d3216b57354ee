import type { Backend } from './settings';

/** A backend that was tried and not used, with the reason. */
export interface RejectedBackend {
  readonly backend: Backend;
  readonly why: string;
}

/** Reasons that are told in the user's language; all others are in a browser's or a library's own words. */
export const NO_GRAPHICS_CARD = 'No graphics card that it may use';
/** Its name follows. */
export const SOFTWARE_RENDERER = 'Software renderer: ';

/** How fast a backend was found to be on this machine. */
export interface Measured {
  readonly backend: Backend;
  /** Milliseconds a picture, over all workers that would be used, in batches of `batch`. */
  readonly millisecondsPerPicture: number;
  /** How many pictures at once served it best; 1 where batches gain nothing. */
  readonly batch: number;
}

/** What the engine is doing, as people are told. */
export type EngineStatus =
  | { readonly state: 'asleep' }
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready';
      readonly backend: Backend;
      /** How many workers run, each with an engine of its own. */
      readonly workers: number;
      /** How many pictures go through the engine at once at most. */
      readonly batch: number;
      /** What the backends were measured to do here; empty where there is no choice, and before it is known. */
      readonly measured: readonly Measured[];
      readonly rejected: readonly RejectedBackend[];
      /** Name of the model, from its card. */
      readonly model: string;
      /** Median inference time of the latest pictures; the warm-up's before there are any. */
      readonly millisecondsPerPicture: number;
      /** Tensors that are held between two pictures: with TensorFlow.js it grows by a leak, in fixed point not at all. */
      readonly tensors: number;
      readonly waiting: number;
    }
  | {
      readonly state: 'failed';
      readonly why: string;
      /** From when on the next picture has it tried again, in milliseconds since 1970; it may have passed. */
      readonly until?: number;
    };
