import type { AfterLayout } from './after-layout';
import { isPageLoading } from './dom';

/** Milliseconds that the looks may take in one frame. */
const SLICE = 8;

/** Milliseconds of rest between two rounds of looks at all: so many times what one takes, within limits. */
const REST = { times: 49, least: () => (isPageLoading() ? 1_000 : 200), most: 4_000 };

/**
 * Has elements looked at: in the next frame where something is known of them, with rests where the page only
 * stirs. A page that nobody sees has no frames, and is not looked at.
 */
export class Looks {
  readonly #look: (element: Element) => void;
  readonly #onDone: () => void;
  readonly #due = new Set<Element>();
  readonly #frame: AfterLayout;
  readonly #run = () => this.#lookAtSome();
  #round: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds that the looks since the last round have taken. */
  #spent = 0;

  /**
   * @param onDone told after the looks of a frame
   * @param signal ends the looking
   */
  constructor(
    frame: AfterLayout,
    look: (element: Element) => void,
    onDone: () => void,
    signal: AbortSignal,
  ) {
    this.#frame = frame;
    this.#look = look;
    this.#onDone = onDone;
    signal.addEventListener('abort', () => this.#end());
  }

  /** Whether there is something to look at still. */
  get isUnderWay(): boolean {
    return this.#due.size > 0;
  }

  /** Has an element looked at in the next frame. */
  add(element: Element): void {
    this.#due.add(element);
    this.#frame.read(this.#run);
  }

  /** Lets go of an element that has left the page: while that is hidden nothing is looked at. */
  drop(element: Element): void {
    this.#due.delete(element);
  }

  /** Has a round of looks taken after a rest, unless one is coming anyway. */
  addAfterRest(elements: () => Iterable<Element>): void {
    const { times, least, most } = REST;
    this.#round ??= setTimeout(
      () => {
        this.#round = undefined;
        this.#spent = 0;
        for (const element of elements()) this.add(element);
      },
      Math.min(most, Math.max(least(), this.#spent * times)),
    );
  }

  #lookAtSome(): void {
    const begin = performance.now();
    for (const element of this.#due) {
      this.#due.delete(element);
      this.#look(element);
      if (performance.now() - begin > SLICE) break;
    }
    this.#spent += performance.now() - begin;
    if (this.#due.size > 0) this.#frame.read(this.#run);
    this.#onDone();
  }

  #end(): void {
    clearTimeout(this.#round);
    this.#due.clear();
  }
}
