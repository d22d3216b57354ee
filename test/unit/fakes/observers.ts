import { vi } from 'vitest';

type Notify = (entries: unknown[]) => void;

/** Stands for IntersectionObserver and ResizeObserver, which see nothing where nothing is laid out. */
class FakeObserver {
  static made: FakeObserver[] = [];
  readonly observed = new Set<Element>();
  readonly #notify: Notify;

  constructor(notify: Notify) {
    this.#notify = notify;
    FakeObserver.made.push(this);
  }

  observe(element: Element): void {
    this.observed.add(element);
  }

  unobserve(element: Element): void {
    this.observed.delete(element);
  }

  disconnect(): void {
    this.observed.clear();
  }

  tell(target: Element, entry: object): void {
    if (this.observed.has(target)) this.#notify([{ target, ...entry }]);
  }
}

class FakeIntersectionObserver extends FakeObserver {
  readonly margin: string;

  constructor(notify: Notify, { rootMargin = '0px' }: { rootMargin?: string } = {}) {
    super(notify);
    this.margin = rootMargin;
  }
}

class FakeResizeObserver extends FakeObserver {}

export function stubObservers(): void {
  FakeObserver.made = [];
  vi.stubGlobal('IntersectionObserver', FakeIntersectionObserver);
  vi.stubGlobal('ResizeObserver', FakeResizeObserver);
}

/** Whether anything still observes an element. */
export const isObserved = (element: Element): boolean =>
  FakeObserver.made.some(({ observed }) => observed.has(element));

/** Lays an element out at a size in CSS pixels. */
export function layOut(element: Element, width: number, height: number): void {
  for (const observer of FakeObserver.made) {
    if (observer instanceof FakeResizeObserver) {
      observer.tell(element, { contentRect: { width, height } });
    }
  }
}

/** Scrolls an element onto the screen, near it, or far away. */
export function scrollTo(element: Element, place: 'on-screen' | 'near' | 'far'): void {
  for (const observer of FakeObserver.made) {
    if (!(observer instanceof FakeIntersectionObserver)) continue;
    const isOnScreenOnly = observer.margin === '0px';
    observer.tell(element, {
      isIntersecting: place === 'on-screen' || (place === 'near' && !isOnScreenOnly),
    });
  }
}
