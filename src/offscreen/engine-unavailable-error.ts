import { type Failed, failed } from '../core/outcome';

/** The engine does not work, and rests; asking again before its rest is over will not help. */
export class EngineUnavailableError extends Error {
  override name = 'EngineUnavailableError';
  readonly #until: number;

  /** @param rest milliseconds until it is tried again */
  constructor(why: string, rest: number, cause?: unknown) {
    super(why, { cause });
    // The wall clock may be set meanwhile.
    this.#until = performance.now() + rest;
  }

  get isOver(): boolean {
    return performance.now() >= this.#until;
  }

  /** What becomes of pictures meanwhile. */
  get outcome(): Failed {
    const again = Math.max(0, this.#until - performance.now());
    return { ...failed('engine-unavailable', this.message), again };
  }
}
