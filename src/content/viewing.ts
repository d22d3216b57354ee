import { overlap } from '../core/box';
import { windowBox } from './dom';

interface View {
  /** How many pictures of the element are followed. */
  pictures: number;
  isNear: boolean;
  isOnScreen: boolean;
}

/** Knows which elements are on screen, or near it. */
export class Viewing {
  readonly #views = new Map<Element, View>();
  readonly #onView: (element: Element) => void;
  readonly #onScreen = this.#observe('0px', (view, { isIntersecting }) => {
    view.isOnScreen = isIntersecting;
  });
  /** Of what is far away nothing but this is to be known: there may be thousands. */
  readonly #near = this.#observe('100%', (view, { target, isIntersecting, boundingClientRect }) => {
    view.isNear = isIntersecting;
    // Until the browser has told.
    view.isOnScreen = isIntersecting && overlap(boundingClientRect, windowBox());
    for (const observer of this.#closer) {
      if (isIntersecting) observer.observe(target);
      else observer.unobserve(target);
    }
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
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Follows a further picture of an element. */
  add(element: Element): void {
    const view = this.#views.get(element);
    if (view) {
      view.pictures++;
      return;
    }
    this.#views.set(element, { pictures: 1, isNear: false, isOnScreen: false });
    this.#near.observe(element);
  }

  /** Follows one picture of an element less. */
  remove(element: Element): void {
    const view = this.#views.get(element);
    if (!view || --view.pictures > 0) return;
    this.#views.delete(element);
    for (const observer of [this.#near, ...this.#closer]) observer.unobserve(element);
  }

  isNear(element: Element): boolean {
    return this.#views.get(element)?.isNear ?? false;
  }

  isOnScreen(element: Element): boolean {
    return this.#views.get(element)?.isOnScreen ?? false;
  }

  #observe(
    margin: string,
    note: (view: View, entry: IntersectionObserverEntry) => void,
  ): IntersectionObserver {
    return new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const view = this.#views.get(entry.target);
          if (!view) continue;
          note(view, entry);
          this.#onView(entry.target);
        }
      },
      // What a carousel will show next is near as well. The window is a scroller, too, for which the browser would add
      // a root's margin to this one.
      { scrollMargin: margin },
    );
  }

  #end(): void {
    for (const observer of [this.#near, ...this.#closer]) observer.disconnect();
    this.#views.clear();
  }
}
