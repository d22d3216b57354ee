import { type Box, intersect } from '../core/box';
import { elementMatches, parentOf, rectOf, rootElement, TOP_LAYER, windowBox } from './dom';
import { boxesOf, holdsAbsolute, holdsFixed } from './layout-boxes';

/** What an element's position lets it escape: the clipping of ancestors that are not its containing block. */
type Escape = 'nothing' | 'static' | 'all';

/**
 * Tells how much of each element its ancestors let see. What it has found out holds as long as nothing moves:
 * one for each look at the page.
 */
export class Clipping {
  readonly #windows = new Map<Element, Map<Escape, Box>>();
  readonly #viewport: Box;

  /** @param viewport the part of the window that can be seen */
  constructor(viewport = windowBox()) {
    this.#viewport = viewport;
  }

  /** The part of an element's box, in CSS pixels of the viewport, that neither ancestors nor the window cut off. */
  visiblePart(element: Element, box: Box): Box {
    if (elementMatches(element, TOP_LAYER)) return intersect(box, this.#viewport);
    const ownClip = clips(getComputedStyle(element)) ? intersect(box, rectOf(element)) : box;
    const from = escapeOf(getComputedStyle(element).position);
    return intersect(ownClip, this.#window(parentOf(element), from));
  }

  /** What can be seen through an ancestor and all around it. */
  #window(element: Element | undefined, from: Escape): Box {
    if (!element || element === rootElement()) return this.#viewport;
    const known = this.#windows.get(element) ?? new Map<Escape, Box>();
    this.#windows.set(element, known);
    const box = known.get(from) ?? this.#look(element, from);
    known.set(from, box);
    return box;
  }

  #look(element: Element, from: Escape): Box {
    const style = getComputedStyle(element);
    const holds =
      from === 'nothing' || (from === 'static' ? holdsAbsolute(style) : holdsFixed(style));
    const isOnTop = elementMatches(element, TOP_LAYER);
    const around = isOnTop
      ? this.#viewport
      : this.#window(parentOf(element), holds ? escapeOf(style.position) : from);
    if (!holds || !clips(style) || isScrolledByWindow(element)) return around;
    return intersect(around, boxesOf(element).padding);
  }
}

const escapeOf = (position: string): Escape =>
  position === 'fixed' ? 'all' : position === 'absolute' ? 'static' : 'nothing';

const clips = ({ overflowX, overflowY, contain, clipPath }: CSSStyleDeclaration): boolean =>
  overflowX !== 'visible' ||
  overflowY !== 'visible' ||
  /paint|strict|content/.test(contain) ||
  clipPath !== 'none';

/** The body's overflow is the window's, unless the root element has one of its own. */
function isScrolledByWindow(element: Element): boolean {
  const root = rootElement();
  return (
    element instanceof HTMLBodyElement &&
    root !== null &&
    getComputedStyle(root).overflowX === 'visible'
  );
}
