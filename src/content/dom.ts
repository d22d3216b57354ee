import type { Box } from '../core/box';
import { shadowRootOf } from './shadow-root';

/*
 * What is read of a page's nodes, read by the prototypes' own getters and methods: a form's controls and a
 * document's named elements can stand in the place of any of its properties (DOM clobbering).
 */

/** Elements that the browser shows on top of the page, whatever its z-index, and that no ancestor clips. */
export const TOP_LAYER = ':modal, :popover-open, :fullscreen';

type Getter<T, V> = (this: T) => V;

/** Reads a property of an element as the browser has it, whatever the element has of that name. */
/* @__NO_SIDE_EFFECTS__ */
export function getter<T extends object, K extends keyof T>(
  prototype: T,
  name: K,
): Getter<T, T[K]> {
  return (Object.getOwnPropertyDescriptor(prototype, name) as { get: Getter<T, T[K]> }).get;
}

const connected = getter(Node.prototype, 'isConnected');
const slot = getter(Element.prototype, 'assignedSlot');
const parent = getter(Node.prototype, 'parentNode');
const localName = getter(Element.prototype, 'localName');
const documentRoot = getter(Document.prototype, 'documentElement');
const hidden = getter(Document.prototype, 'hidden');
const readyState = getter(Document.prototype, 'readyState');
const active = getter(Document.prototype, 'activeElement');

export const isConnected = (node: Node): boolean => connected.call(node);

/** A document's root element; none while document.open() has just emptied it. */
export const rootElement = (of = document): HTMLElement | null => documentRoot.call(of);

/** An element of our own. */
export const makeElement = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
): HTMLElementTagNameMap[K] =>
  Document.prototype.createElement.call(document, tag) as HTMLElementTagNameMap[K];

/** The window, in CSS pixels of the viewport. */
export const windowBox = (): Box => ({ x: 0, y: 0, width: innerWidth, height: innerHeight });

export const nameOf = (element: Element): string => localName.call(element);

/** The value of an attribute; empty where there is none. */
export const attributeOf = (element: Element, name: string): string =>
  Element.prototype.getAttribute.call(element, name) ?? '';

/** Hears of events on what is the page's: a frame can bear the name of a method that windows have, too. */
export const listen = <E extends Event>(
  target: EventTarget,
  type: string,
  listener: (event: E) => void,
  options: AddEventListenerOptions,
): void =>
  EventTarget.prototype.addEventListener.call(target, type, listener as EventListener, options);

/** Whether nobody can see the page: its tab is in the background, or its window out of sight. */
export const isPageHidden = (): boolean => hidden.call(document);

/** Milliseconds after which a page is taken to be loaded: some never are. */
const LOAD_LIMIT = 10_000;

/** Whether the page still loads what belongs to it: its processor time is its own then. */
export const isPageLoading = (): boolean =>
  readyState.call(document) !== 'complete' && performance.now() < LOAD_LIMIT;

/** The document or shadow root that an element is in. */
export const rootOf = (element: Element): Node => Node.prototype.getRootNode.call(element);

export const rectOf = (element: Element): Box =>
  Element.prototype.getBoundingClientRect.call(element);

export const elementMatches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);

/** The nearest element that matches of it and those in which it is laid out, through slots and shadow roots. */
export function closestAcross(element: Element, selector: string): Element | undefined {
  for (let each: Element | undefined = element; each; each = parentOf(each)) {
    if (elementMatches(each, selector)) return each;
  }
  return undefined;
}

export const allIn = (root: ParentNode & Node, selector: string): NodeListOf<Element> =>
  root instanceof Element
    ? Element.prototype.querySelectorAll.call(root, selector)
    : root instanceof DocumentFragment
      ? DocumentFragment.prototype.querySelectorAll.call(root, selector)
      : Document.prototype.querySelectorAll.call(root, selector);

/** The element in whose box an element is laid out: through slots and out of shadow roots. */
export function parentOf(element: Element): Element | undefined {
  const assigned = slot.call(element);
  if (assigned) return assigned;
  const node = parent.call(element);
  if (node instanceof ShadowRoot) return node.host;
  return node instanceof Element ? node : undefined;
}

/** Whether one element is, or is laid out within, another. */
export function isWithin(inner: Element, outer: Element): boolean {
  if (Node.prototype.contains.call(outer, inner)) return true;
  for (let each: Element | undefined = inner; each; each = parentOf(each)) {
    if (each === outer) return true;
  }
  return false;
}

const isVisible = (element: Element, contentVisibilityAuto: boolean): boolean =>
  Element.prototype.checkVisibility.call(element, {
    opacityProperty: true,
    visibilityProperty: true,
    contentVisibilityAuto,
  });

/** Whether nothing but being off screen or covered keeps an element from being seen. */
export const isRendered = (element: Element): boolean => isVisible(element, true);

/** Likewise, also for what the browser does not render until it is near the screen. */
export const comesIntoSight = (element: Element): boolean => isVisible(element, false);

/** Whether an element comes after another in the document, its shadow trees unfolded. */
export function isAfter(element: Element, other: Element): boolean {
  const [one, two] = [hostsOf(element), hostsOf(other)];
  const depth = one.findIndex((host, level) => host !== two[level]);
  const [here, there] = [one[depth], two[depth]];
  if (!here || !there) return one.length > two.length;
  return (
    (Node.prototype.compareDocumentPosition.call(there, here) &
      Node.DOCUMENT_POSITION_FOLLOWING) !==
    0
  );
}

/** An element under the hosts of the shadow roots that it is in, outermost first. */
function hostsOf(element: Element): Element[] {
  const root = rootOf(element);
  return root instanceof ShadowRoot ? [...hostsOf(root.host), element] : [element];
}

const pointed = (root: Document | ShadowRoot): DocumentOrShadowRoot =>
  root instanceof ShadowRoot ? ShadowRoot.prototype : Document.prototype;

/** The topmost element at a point of the viewport, in whatever shadow root it is. */
export function topmostAt(x: number, y: number): Element | undefined {
  let root: Document | ShadowRoot = document;
  for (;;) {
    const found: Element | null = pointed(root).elementFromPoint.call(root, x, y);
    const shadow: ShadowRoot | null = found && shadowRootOf(found);
    if (!shadow || shadow === root) return found ?? undefined;
    root = shadow;
  }
}

/** The element that has the keyboard, in whatever shadow root it is; none where another frame or window has it. */
export function focusedElement(): Element | undefined {
  if (!Document.prototype.hasFocus.call(document)) return undefined;
  let found = active.call(document);
  for (let inner = found; inner; inner = shadowRootOf(inner)?.activeElement ?? null) found = inner;
  return found ?? undefined;
}

/** The elements at a point of the viewport, topmost first, those in shadow roots before their hosts. */
export function* elementsAt(
  x: number,
  y: number,
  root: Document | ShadowRoot = document,
): Iterable<Element> {
  for (const element of pointed(root).elementsFromPoint.call(root, x, y)) {
    // A shadow root also tells of the elements around it.
    if (root !== document && rootOf(element) !== root) continue;
    const shadow = shadowRootOf(element);
    if (shadow) yield* elementsAt(x, y, shadow);
    yield element;
  }
}
