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
  readonly #onScreen = this.#observe('0px', (view, yes) => {
    view.isOnScreen = yes;
  });
  readonly #near = this.#observe('50%', (view, yes) => {
    view.isNear = yes;
  });
  readonly #sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) this.#onView(target);
  });

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
    for (const observer of [this.#near, this.#onScreen, this.#sizes]) observer.observe(element);
  }

  /** Follows one picture of an element less. */
  remove(element: Element): void {
    const view = this.#views.get(element);
    if (!view || --view.pictures > 0) return;
    this.#views.delete(element);
    for (const observer of [this.#near, this.#onScreen, this.#sizes]) observer.unobserve(element);
  }

  isNear(element: Element): boolean {
    return this.#views.get(element)?.isNear ?? false;
  }

  isOnScreen(element: Element): boolean {
    return this.#views.get(element)?.isOnScreen ?? false;
  }

  #observe(margin: string, note: (view: View, yes: boolean) => void): IntersectionObserver {
    return new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const view = this.#views.get(target);
          if (!view) continue;
          note(view, isIntersecting);
          this.#onView(target);
        }
      },
      // What a carousel or another scroller of the page will show next is near as well.
      { rootMargin: margin, scrollMargin: margin },
    );
  }

  #end(): void {
    for (const observer of [this.#near, this.#onScreen, this.#sizes]) observer.disconnect();
    this.#views.clear();
  }
}
