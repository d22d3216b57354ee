import type { Box } from '../core/box';

/**
 * Tells when one of some elements moves, whatever moves it, at no cost while none does: each is watched by an
 * intersection observer that looks through a window of just the element's size, so that every step out of it
 * shows.
 */
export class MovementWatch {
  readonly #onMove: () => void;
  readonly #observers = new Map<Element, IntersectionObserver>();

  constructor(onMove: () => void) {
    this.#onMove = onMove;
  }

  /**
   * Watches an element, too; one that is watched already is so where it was then.
   *
   * @param box where it is now
   */
  watch(element: Element, box: Box): void {
    // Transforms can lead out of all numbers, and no window has such a margin.
    const { x, y, width, height } = box;
    const isSomewhere = [x, y, width, height].every(Number.isFinite);
    if (isSomewhere && !this.#observers.has(element)) this.#watchOne(element, box, 1);
  }

  stop(): void {
    for (const observer of this.#observers.values()) observer.disconnect();
    this.#observers.clear();
  }

  #watchOne(element: Element, box: Box, threshold: number): void {
    const [top, left] = [Math.floor(box.y), Math.floor(box.x)];
    const right = Math.floor(innerWidth - box.x - box.width);
    const bottom = Math.floor(innerHeight - box.y - box.height);
    let isFirst = true;
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1) as IntersectionObserverEntry;
        const { intersectionRatio: ratio, boundingClientRect: now } = entry;
        // The first call tells how things are: what its ancestors clip is never whole. It may have moved meanwhile.
        const hasMoved = !isFirst || Math.hypot(now.x - box.x, now.y - box.y) >= 1;
        const isClipped = ratio < threshold && ratio > 0;
        if (hasMoved || isClipped) {
          observer.disconnect();
          this.#observers.delete(element);
        }
        // Through this window no further step would show. From where it comes to rest others watch it; but of some
        // boxes, such as those that are broken across columns, the browser never says what getBoundingClientRect does.
        if (isFirst && (hasMoved || isClipped)) {
          this.#watchOne(element, now, isClipped ? ratio : threshold);
        }
        isFirst = false;
        if (hasMoved) this.#onMove();
      },
      { root: document, rootMargin: `${-top}px ${-right}px ${-bottom}px ${-left}px`, threshold },
    );
    this.#observers.set(element, observer);
    observer.observe(element);
  }
}
