import type { Box } from '../core/box';
import { rectOf } from './dom';

/**
 * Tells when one of some elements moves, whatever moves it, at no cost while none does: each is watched by an
 * intersection observer that looks through a window of just the element's size, so that every step out of it
 * shows.
 */
export class MovementWatch {
  readonly #onMove: () => void;
  #observers: IntersectionObserver[] = [];

  constructor(onMove: () => void) {
    this.#onMove = onMove;
  }

  get isWatching(): boolean {
    return this.#observers.length > 0;
  }

  /** Watches these elements where they are now, and no others any more. */
  watch(elements: Iterable<Element>): void {
    this.stop();
    for (const element of new Set(elements)) this.#watchOne(element, rectOf(element), 1);
  }

  stop(): void {
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
  }

  #watchOne(element: Element, box: Box, threshold: number): void {
    const [top, left] = [Math.floor(box.y), Math.floor(box.x)];
    const right = Math.floor(innerWidth - box.x - box.width);
    const bottom = Math.floor(innerHeight - box.y - box.height);
    let isFirst = true;
    const observer = new IntersectionObserver(
      (entries) => {
        const ratio = entries.at(-1)?.intersectionRatio ?? 0;
        // The first call tells how things are: what its ancestors clip is never whole.
        if (!isFirst) this.#onMove();
        else if (ratio < threshold && ratio > 0) {
          observer.disconnect();
          this.#observers = this.#observers.filter((each) => each !== observer);
          this.#watchOne(element, box, ratio);
        }
        isFirst = false;
      },
      { root: document, rootMargin: `${-top}px ${-right}px ${-bottom}px ${-left}px`, threshold },
    );
    this.#observers.push(observer);
    observer.observe(element);
  }
}
