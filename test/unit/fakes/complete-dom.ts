import { boxOf, elementsUnder, ownWidthOf, styleOf } from './layout';
import { pageLoad } from './page-load';

/*
 * Completes happy-dom with what content scripts need of a browser: layout, as the test lays it out, and what
 * happy-dom leaves out. A test imports this before all else, for some of it is read when modules are loaded.
 */

// The global Document and DocumentFragment are none of which the page's document and shadow roots are instances.
const baseOf = (name: string, prototype: object): unknown =>
  Object.getPrototypeOf(prototype).constructor.name === name
    ? Object.getPrototypeOf(prototype).constructor
    : baseOf(name, Object.getPrototypeOf(prototype));
/** A page that is gone has no frames and no idle time: its environment goes as soon as its tests are over. */
const whileThere = (work: () => void) => setTimeout(() => 'document' in globalThis && work());

Object.assign(globalThis, {
  Document: baseOf('Document', HTMLDocument.prototype),
  DocumentFragment: baseOf('DocumentFragment', ShadowRoot.prototype),
  origin: location.origin,
  getComputedStyle: styleOf,
  requestIdleCallback: (work: IdleRequestCallback) =>
    whileThere(() => work({ didTimeout: false, timeRemaining: () => 50 })),
  cancelIdleCallback: (id: number) => clearTimeout(id),
  requestAnimationFrame: (work: FrameRequestCallback) => whileThere(() => work(performance.now())),
  cancelAnimationFrame: (id: number) => clearTimeout(id),
});

Object.defineProperty(location, 'ancestorOrigins', { value: [], configurable: true });

Object.defineProperty(Document.prototype, 'readyState', {
  get: () => (pageLoad.isUnderWay ? 'interactive' : 'complete'),
  configurable: true,
});

// What the attribute says, where it is one of these.
const policies =
  `no-referrer no-referrer-when-downgrade origin origin-when-cross-origin same-origin strict-origin
  strict-origin-when-cross-origin unsafe-url`.split(/\s+/);
Object.defineProperty(HTMLImageElement.prototype, 'referrerPolicy', {
  get(this: Element) {
    const policy = this.getAttribute('referrerpolicy')?.toLowerCase() ?? '';
    return policies.includes(policy) ? policy : '';
  },
  set(this: Element, policy: string) {
    this.setAttribute('referrerpolicy', policy);
  },
  configurable: true,
});

/** The slot of a host's closed or open root that an element is shown in. */
function slotOf(element: Element): Element | null {
  const root = element.parentElement && rootsByHost.get(element.parentElement);
  const name = element.getAttribute('slot') ?? '';
  const slots = [...(root?.querySelectorAll('slot') ?? [])];
  return slots.find((slot) => (slot.getAttribute('name') ?? '') === name) ?? null;
}

const rootsByHost = new WeakMap<Element, ShadowRoot>();
const { attachShadow } = Element.prototype;
const completed = {
  attachShadow(this: Element, init: ShadowRootInit): ShadowRoot {
    const root = attachShadow.call(this, init);
    rootsByHost.set(this, root);
    return root;
  },
  getBoundingClientRect(this: Element): DOMRect {
    const { x, y, width, height } = boxOf(this);
    return new DOMRect(x, y, width, height);
  },
  checkVisibility(this: Element): boolean {
    for (let each: Element | null = this; each; each = each.parentElement) {
      const { display, visibility, opacity } = styleOf(each);
      if (display === 'none' || visibility === 'hidden' || opacity === '0') return false;
    }
    // A form's own property may be something else.
    return Reflect.get(Node.prototype, 'isConnected', this);
  },
};
Object.assign(Element.prototype, completed);
Object.defineProperty(Element.prototype, 'assignedSlot', {
  get(this: Element) {
    return slotOf(this);
  },
  configurable: true,
});
Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: {
    get(this: HTMLElement) {
      return ownWidthOf(this);
    },
    configurable: true,
  },
  offsetHeight: {
    get(this: HTMLElement) {
      return Math.round(boxOf(this).height);
    },
    configurable: true,
  },
});
// What a test dispatches stands for what the browser tells, unless it says otherwise: see madeUp in page.ts.
Object.defineProperty(
  (baseOf('Event', MouseEvent.prototype) as typeof Event).prototype,
  'isTrusted',
  {
    get: () => true,
    configurable: true,
  },
);
const { querySelectorAll } = Document.prototype;
const anyCase = (selector: string) =>
  selector.replace(/\[(\w+)=(\w+) i\]/g, '[$1^="$2" i][$1$="$2" i]');
Object.assign(Document.prototype, {
  // Whatever the letters of an attribute: happy-dom knows that only of its beginning and its end, in quotes.
  querySelectorAll(this: Document, selector: string) {
    return querySelectorAll.call(this, anyCase(selector));
  },
  elementsFromPoint(this: Document, x: number, y: number): Element[] {
    return elementsUnder(this, x, y);
  },
  getAnimations: () => [],
});
Object.assign(ShadowRoot.prototype, {
  // As in Chromium, it also tells of the elements around it.
  elementsFromPoint(this: ShadowRoot, x: number, y: number): Element[] {
    return [...elementsUnder(this, x, y), ...document.elementsFromPoint(x, y)];
  },
});

// The global object stands for happy-dom's window, and is none: of methods it has only its own.
const { addEventListener } = EventTarget.prototype;
const listenOnWindow = globalThis.addEventListener;
EventTarget.prototype.addEventListener = function listen(
  this: EventTarget,
  ...given: Parameters<typeof globalThis.addEventListener>
) {
  if (this === globalThis) listenOnWindow(...given);
  else addEventListener.call(this, ...given);
};

let isHidden = false;
Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden, configurable: true });

/** Takes the page out of everybody's sight, or back into it. */
export function hidePage(hidden: boolean): void {
  isHidden = hidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

/** The shadow root of a host, closed ones too. */
export const rootIn = (host: Element): ShadowRoot | null => rootsByHost.get(host) ?? null;
