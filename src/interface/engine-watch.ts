import type { EngineStatus } from '../core/engine-status';
import { NoAnswerError, send } from '../messaging/send';
import type { KnownStatus } from './describe-engine';

/** Milliseconds to wait for the engine's state, and for the engine to start. */
const STATUS_PATIENCE = 5_000;
const WAKE_PATIENCE = 120_000;

/** Milliseconds after which a start is asked about again: the engine may die without a word. */
const RECHECK = 5_000;

/** Milliseconds after which an engine that is left alone is asked about again at the latest. */
const LONG_RECHECK = 10 * 60_000;

/** Knows how the engine is. Reading its state does not wake it. */
export class EngineWatch {
  readonly #onChange: () => void;
  readonly #signal: AbortSignal;
  #status: KnownStatus = { state: 'asking' };
  #recheck: ReturnType<typeof setTimeout> | undefined;
  // Answers that were overtaken are dropped: those about the state by any news, those to a wake by another wake.
  #news = 0;
  #wakes = 0;

  /**
   * @param onChange called when the state may have changed
   * @param signal ends the watch
   */
  constructor(onChange: () => void, signal: AbortSignal) {
    this.#onChange = onChange;
    this.#signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.#recheck), { once: true });
  }

  get status(): KnownStatus {
    return this.#status;
  }

  /** Takes what was heard of the state. */
  readonly take = (latest: KnownStatus): void => {
    if (this.#signal.aborted) return;
    this.#news++;
    this.#status = latest;
    clearTimeout(this.#recheck);
    const pause = pauseAfter(latest);
    if (pause !== undefined) this.#recheck = setTimeout(this.#lookAgain, pause);
    this.#onChange();
  };

  /** What is shown may have become wrong by time alone, and the answer may be long in coming. */
  readonly #lookAgain = (): void => {
    this.#onChange();
    this.ask();
  };

  /** Asks for the state. */
  ask(): void {
    const asked = this.#news;
    const answer = send('background', 'status', [], STATUS_PATIENCE);
    void this.#takeAnswer(answer, () => asked === this.#news);
  }

  /** Has the engine started, as the settings want it. */
  wake(): void {
    this.take({ state: 'loading' });
    const asked = ++this.#wakes;
    const answer = send('background', 'wake', [], WAKE_PATIENCE);
    void this.#takeAnswer(answer, () => asked === this.#wakes);
  }

  /** Starts an engine that failed; asks once more for the state of one that was not heard of. */
  tryAgain(): void {
    if (this.#status.state === 'failed') {
      this.wake();
    } else {
      this.take({ state: 'asking' });
      this.ask();
    }
  }

  async #takeAnswer(answer: Promise<EngineStatus>, isFresh: () => boolean): Promise<void> {
    try {
      const latest = await answer;
      if (isFresh()) this.take(latest);
    } catch (error) {
      console.error('The engine could not be asked', error);
      if (!isFresh()) return;
      const isSilent = error instanceof NoAnswerError;
      this.take(
        isSilent ? { state: 'silent' } : { state: 'failed', why: (error as Error).message },
      );
    }
  }
}

/** Milliseconds until a state may have changed without a word; undefined where it cannot. */
function pauseAfter(status: KnownStatus): number | undefined {
  if (status.state === 'loading') return RECHECK;
  if (status.state !== 'failed' || status.until === undefined) return undefined;
  const left = status.until - Date.now();
  return left > 0 ? Math.min(left, LONG_RECHECK) : undefined;
}
