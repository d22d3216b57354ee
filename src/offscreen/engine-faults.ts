import type { RejectedBackend } from '../core/engine-status';
import type { Backend } from '../core/settings';
import { isOnGpu } from './engine-trials';

/** Milliseconds of rest after the first failure in a row, the second and so on; the last holds for all after it. */
const RESTS = [10_000, 30_000, 60_000, 120_000, 300_000];

/** Engines in a row that may break over pictures before there is a rest: it may have been the pictures' fault. */
const FREE_BREAKS = 2;

/** How often a graphics card may fail over pictures before the processor does its work. */
const CARD_CHANCES = 2;

/** Keeps account of what the engine failed over, for as long as the document lives. */
export class EngineFaults {
  #starts = 0;
  #breaks = 0;
  readonly #cards = new Map<Backend, number>();
  readonly #unfit: RejectedBackend[] = [];

  /** The graphics card's backends that have had their chances. */
  get unfit(): readonly RejectedBackend[] {
    return this.#unfit;
  }

  /** A picture was classified: whatever it was, it is over. */
  over(): void {
    this.#starts = 0;
    this.#breaks = 0;
  }

  /** The engine did not start; returns the milliseconds until another attempt is worth it. */
  failed(): number {
    return RESTS[Math.min(this.#starts++, RESTS.length - 1)] as number;
  }

  /**
   * An engine that had started broke over pictures.
   *
   * @returns milliseconds until another is worth starting, 0 for at once; and whether the backend has had its chances
   */
  broke(backend: Backend, why: string): { readonly rest: number; readonly isUnfit: boolean } {
    this.#breaks++;
    const times = (this.#cards.get(backend) ?? 0) + 1;
    this.#cards.set(backend, times);
    const isUnfit = isOnGpu(backend) && times === CARD_CHANCES;
    if (isUnfit) this.#unfit.push({ backend, why });
    return { rest: this.#breaks > FREE_BREAKS ? this.failed() : 0, isUnfit };
  }
}
