import type { Failed, FailureReason, Outcome } from '../core/outcome';
import { listen } from './dom';
import type { LabelledPicture } from './labelled-picture';

/** Milliseconds before a picture that failed is asked about again, the first time, the second time and so on. */
const PAUSES = [5_000, 20_000, 60_000, 180_000, 300_000];

/** What is worth few attempts, for each is a request to the picture's host; and what changes when the network is back. */
const network: ReadonlySet<FailureReason> = new Set(['http-status', 'unreachable', 'timed-out']);
const NETWORK_ATTEMPTS = 2;

/** Has pictures that failed asked about again: a few times, spaced, and where that may help at all. */
export class Retries {
  readonly #again: (picture: LabelledPicture) => void;
  readonly #waiting = new Map<LabelledPicture, ReturnType<typeof setTimeout>>();
  /** What could not be had over the network, and is not asked about again until that is back. */
  readonly #cutOff = new Set<LabelledPicture>();
  /** How often each was asked about again since it was last known what it is. */
  readonly #attempts = new WeakMap<LabelledPicture, number>();

  /**
   * @param again has a picture asked about, if it is still wanted
   * @param signal ends the waiting
   */
  constructor(again: (picture: LabelledPicture) => void, signal: AbortSignal) {
    this.#again = again;
    signal.addEventListener('abort', () => this.#clear());
    listen(window, 'online', ({ isTrusted }) => isTrusted && this.#reconnect(), { signal });
  }

  /** Takes note of what became of a picture that was asked about. */
  note(picture: LabelledPicture, outcome: Outcome): void {
    this.#stop(picture);
    if (outcome.kind !== 'failed') this.#attempts.delete(picture);
    else if (outcome.retryable) this.#wait(picture, outcome);
  }

  /** The picture is another one now, or has gone. */
  forget(picture: LabelledPicture): void {
    this.#stop(picture);
    this.#attempts.delete(picture);
  }

  #wait(picture: LabelledPicture, { reason, again = 0 }: Failed): void {
    const attempts = this.#attempts.get(picture) ?? 0;
    if (network.has(reason)) this.#cutOff.add(picture);
    if (network.has(reason) && attempts >= NETWORK_ATTEMPTS) return;
    // A budget comes back for sure: of all that wait for it, some are let through each time.
    const isSure = reason === 'over-budget';
    const pause = PAUSES[isSure ? Math.min(attempts, PAUSES.length - 1) : attempts];
    if (pause === undefined) return;
    this.#attempts.set(picture, attempts + 1);
    const timer = setTimeout(() => this.#go(picture), Math.max(pause, again));
    this.#waiting.set(picture, timer);
  }

  #go(picture: LabelledPicture): void {
    this.#stop(picture);
    this.#again(picture);
  }

  /** What could not be reached may be now. */
  #reconnect(): void {
    for (const picture of [...this.#cutOff]) {
      this.#attempts.delete(picture);
      this.#go(picture);
    }
  }

  #stop(picture: LabelledPicture): void {
    clearTimeout(this.#waiting.get(picture));
    this.#waiting.delete(picture);
    this.#cutOff.delete(picture);
  }

  #clear(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#cutOff.clear();
  }
}
