import type { Box } from '../../../src/core/box';

/** Computed values of a style; those that are not given are the initial ones. */
export type Style = Readonly<Partial<Record<keyof CSSStyleDeclaration & string, string>>>;

/** What happy-dom leaves empty or out: the initial values of the properties that content scripts read. */
const initial: Style = {
  display: 'block',
  position: 'static',
  overflowX: 'visible',
  overflowY: 'visible',
  clipPath: 'none',
  contain: 'none',
  transform: 'none',
  translate: 'none',
  rotate: 'none',
  scale: 'none',
  perspective: 'none',
  filter: 'none',
  backdropFilter: 'none',
  willChange: 'auto',
  containerType: 'normal',
  opacity: '1',
  visibility: 'visible',
  pointerEvents: 'auto',
  direction: 'ltr',
  colorScheme: 'normal',
  width: 'auto',
  height: 'auto',
  boxSizing: 'content-box',
  objectFit: 'fill',
  objectPosition: '50% 50%',
  backgroundColor: 'rgba(0, 0, 0, 0)',
  backgroundImage: 'none',
  backgroundSize: 'auto',
  backgroundPosition: '0% 0%',
  backgroundRepeat: 'repeat',
  backgroundAttachment: 'scroll',
  backgroundOrigin: 'padding-box',
  borderImageSource: 'none',
  listStyleImage: 'none',
  listStylePosition: 'outside',
};

const nowhere: Box = { x: 0, y: 0, width: 0, height: 0 };
const boxes = new WeakMap<Element, Box>();
const ownWidths = new WeakMap<Element, number>();
const styles = new WeakMap<Element, Map<string, Style>>();

/** Puts an element's border box at a place of the viewport, in CSS pixels. */
export function lay<E extends Element>(element: E, x: number, y: number, width = 0, height = 0): E {
  boxes.set(element, { x, y, width, height });
  return element;
}

/** Gives an element, or one of its pseudo-elements, further computed values. */
export function dress<E extends Element>(element: E, style: Style, pseudo = ''): E {
  const all = styles.get(element) ?? new Map<string, Style>();
  styles.set(element, all.set(pseudo, { ...all.get(pseudo), ...style }));
  return element;
}

/** Gives an element another width of its own than the one that transforms and zoom make of it. */
export function layOwn<E extends Element>(element: E, width: number): E {
  ownWidths.set(element, width);
  return element;
}

export const ownWidthOf = (element: Element): number =>
  ownWidths.get(element) ?? Math.round(boxOf(element).width);

export const boxOf = (element: Element): Box => boxes.get(element) ?? nowhere;

export const styleOf = (element: Element, pseudo?: string | null): Style => ({
  ...initial,
  content: pseudo ? 'none' : 'normal',
  ...styles.get(element)?.get(pseudo ?? ''),
});

/** The elements at a point, topmost first: of two, the later one lies above.. */
export function elementsUnder(root: ParentNode, x: number, y: number): Element[] {
  const all = [...root.querySelectorAll('*')].filter((element) => {
    const { x: left, y: top, width, height } = boxOf(element);
    const isThere = left <= x && x < left + width && top <= y && y < top + height;
    return isThere && styleOf(element).pointerEvents !== 'none';
  });
  return all.reverse();
}
