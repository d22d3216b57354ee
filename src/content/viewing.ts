import { overlap } from '../core/box';
import { windowBox } from './dom';

/** Knows which elements are on screen, or near it. */
export class Viewing {
  /** How many pictures of each element are followed. */
  readonly #followed = new Map<Element, number>();
  readonly #nearOnes = new Set<Element>();
  readonly #visible = new Set<Element>();
  readonly #onView: (element: Element) => void;
  readonly #onScreen = this.#observe('0px', ({ target, isIntersecting }) =>
    put(target, this.#visible, isIntersecting),
  );
  /** Of what is far away nothing but this is to be known: there may be thousands. */
  readonly #near = this.#observe('100%', ({ target, isIntersecting, boundingClientRect }) => {
    put(target, this.#nearOnes, isIntersecting);
    // Until the browser has told.
    put(target, this.#visible, isIntersecting && overlap(boundingClientRect, windowBox()));
    for (const observer of this.#closer) observer[isIntersecting ? 'observe' : 'unobserve'](target);
  });
  readonly #sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) this.#onView(target);
  });
  readonly #closer = [this.#onScreen, this.#sizes];

  /**
   * @param onView told when an element came into sight or near it, went, or has another size
   * @param signal ends the watching
   */
  constructor(onView: (element: Element) => void, signal: AbortSignal) {
    this.#onView = onView;
    signal.addEventListener('abort', () => this.#end());
  }

  /** Follows a further picture of an element. */
  add(element: Element): void {
    const others = this.#followed.get(element) ?? 0;
    this.#followed.set(element, others + 1);
    if (others === 0) this.#near.observe(element);
  }

  /** Follows one picture of an element less. */
  remove(element: Element): void {
    const others = (this.#followed.get(element) ?? 0) - 1;
    if (others > 0) this.#followed.set(element, others);
    if (others !== 0) return;
    for (const known of [this.#followed, this.#nearOnes, this.#visible]) known.delete(element);
    for (const observer of [this.#near, ...this.#closer]) observer.unobserve(element);
  }

  /** All that are near. */
  get nearOnes(): Iterable<Element> {
    return this.#nearOnes;
  }

  isNear(element: Element): boolean {
    return this.#nearOnes.has(element);
  }

  isOnScreen(element: Element): boolean {
    return this.#visible.has(element);
  }

  #observe(margin: string, note: (entry: IntersectionObserverEntry) => void): IntersectionObserver {
    return new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const { target, isIntersecting } = entry;
          // What was far away when it was found is so still, or has left the page meanwhile.
          if (!(isIntersecting ? this.#followed.has(target) : this.isNear(target))) continue;
          note(entry);
          this.#onView(target);
        }
      },
      // What a carousel will show next is near as well. The window is a scroller, too, for which the browser would add
      // a root's margin to this one. And what a carousel shows next touches its edge, where nothing of it is seen yet.
      { scrollMargin: margin, threshold: 1e-9 },
    );
  }

  #end(): void {
    for (const observer of [this.#near, ...this.#closer]) observer.disconnect();
    for (const known of [this.#followed, this.#nearOnes, this.#visible]) known.clear();
  }
}

const put = (element: Element, among: Set<Element>, isIn: boolean): unknown =>
  among[isIn ? 'add' : 'delete'](element);
