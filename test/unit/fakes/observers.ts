import { vi } from 'vitest';
import { lay } from './layout';

type Notify = (entries: unknown[]) => void;

/** Stands for IntersectionObserver and ResizeObserver, which see nothing where nothing is laid out. */
export class FakeObserver {
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
  readonly threshold: number;

  constructor(
    notify: Notify,
    {
      scrollMargin = '0px',
      rootMargin = scrollMargin,
      threshold = 0,
    }: { scrollMargin?: string; rootMargin?: string; threshold?: number } = {},
  ) {
    super(notify);
    this.margin = rootMargin;
    this.threshold = threshold;
  }
}

class FakeResizeObserver extends FakeObserver {
  override observe(element: Element): void {
    super.observe(element);
    // The page itself is laid out as soon as somebody asks for it; all else when the test says so.
    if (element === document.documentElement) queueMicrotask(() => this.tell(element, {}));
  }
}

/** Has the browser lay the page out at once, and tell those who asked for it. */
export function layOutPage(): void {
  for (const observer of FakeObserver.made) {
    if (observer instanceof FakeResizeObserver) observer.tell(document.documentElement, {});
  }
}

/** Stands for PerformanceObserver: the test says what was loaded. */
class FakePerformanceObserver {
  static made = new Set<FakePerformanceObserver>();
  readonly #notify: (list: { getEntries(): object[] }) => void;

  constructor(notify: (list: { getEntries(): object[] }) => void) {
    this.#notify = notify;
  }

  observe(): void {
    FakePerformanceObserver.made.add(this);
  }

  disconnect(): void {
    FakePerformanceObserver.made.delete(this);
  }

  tell(entry: object): void {
    this.#notify({ getEntries: () => [entry] });
  }
}

/** What the page's policy kept the browser from loading, oldest first. */
let violations: Report[] = [];

/** Stands for ReportingObserver, which hears of all that was reported before it came. */
class FakeReportingObserver {
  #read = 0;

  observe(): void {}

  disconnect(): void {
    this.#read = Number.POSITIVE_INFINITY;
  }

  takeRecords(): Report[] {
    const records = violations.slice(this.#read);
    this.#read = Math.max(this.#read, violations.length);
    return records;
  }
}

/** Has the page's policy keep an address from being loaded, or only complain of it. */
export function forbid(
  blockedURL: string,
  effectiveDirective = 'img-src',
  disposition = 'enforce',
): void {
  const body = { blockedURL, effectiveDirective, disposition };
  violations.push({ type: 'csp-violation', url: location.href, body });
}

export function stubReports(): void {
  violations = [];
  vi.stubGlobal('ReportingObserver', FakeReportingObserver);
}

export function stubObservers(): void {
  stubReports();
  FakeObserver.made = [];
  FakePerformanceObserver.made = new Set();
  vi.stubGlobal('IntersectionObserver', FakeIntersectionObserver);
  vi.stubGlobal('ResizeObserver', FakeResizeObserver);
  vi.stubGlobal('PerformanceObserver', FakePerformanceObserver);
}

/** Whether anything still observes an element. */
export const isObserved = (element: Element): boolean =>
  FakeObserver.made.some(({ observed }) => observed.has(element));

/** The intersection observers of an element, oldest first. */
export const observersOf = (element: Element): FakeIntersectionObserver[] =>
  intersectionObservers().filter(({ observed }) => observed.has(element));

/** Those that look through a window of their own making. */
export const windowsOn = (element: Element): FakeIntersectionObserver[] =>
  observersOf(element).filter(({ margin }) => margin.includes(' '));

const intersectionObservers = (): FakeIntersectionObserver[] =>
  FakeObserver.made.filter((observer) => observer instanceof FakeIntersectionObserver);

/** Lays an element out at a size in CSS pixels, and at a place of the viewport. */
export function layOut(element: Element, width: number, height: number, x = 0, y = 0): void {
  lay(element, x, y, width, height);
  for (const observer of FakeObserver.made) {
    if (observer instanceof FakeResizeObserver) {
      observer.tell(element, { contentRect: { width, height } });
    }
  }
}

/** Scrolls an element onto the screen, near it, or far away. */
export function scrollTo(element: Element, place: 'on-screen' | 'near' | 'far'): void {
  const boundingClientRect = {
    x: 0,
    y: place === 'on-screen' ? 0 : innerHeight,
    width: 9,
    height: 9,
  };
  // What is near is watched for whether it is on screen.
  for (const margin of ['100%', '0px']) {
    const isIntersecting = place === 'on-screen' || (place === 'near' && margin !== '0px');
    for (const observer of intersectionObservers()) {
      if (observer.margin === margin)
        observer.tell(element, { isIntersecting, boundingClientRect });
    }
  }
}

/** Has the browser tell of a resource that the page has loaded. */
export function tellOfLoad(name: string, initiatorType: string): void {
  for (const observer of FakePerformanceObserver.made) observer.tell({ name, initiatorType });
}
