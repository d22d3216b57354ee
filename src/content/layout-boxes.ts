import type { Box } from '../core/box';
import { getter, parentOf, rectOf } from './dom';

/** The boxes of the CSS box model, in CSS pixels of the viewport: zoom and transforms but rotation are in them. */
export interface LayoutBoxes {
  readonly border: Box;
  readonly padding: Box;
  readonly content: Box;
  /** CSS pixels of the viewport for one of the element's own. */
  readonly scale: number;
}

export type Pseudo = '::before' | '::after';
type Sides = readonly [top: number, right: number, bottom: number, left: number];

const offsetWidth = getter(HTMLElement.prototype, 'offsetWidth');

/** @returns the boxes of an element, in one of its boxes' own place where it has several */
export function boxesOf(element: Element): LayoutBoxes {
  const border = rectOf(element);
  // Also those of another frame's realm, which are instances of that one's classes.
  const own = 'offsetWidth' in element ? offsetWidth.call(element as HTMLElement) : border.width;
  // The own width is rounded to whole pixels.
  const isScaled = own > 0 && border.width > 0 && Math.abs(border.width - own) >= 1;
  const scale = isScaled ? border.width / own : 1;
  return boxModel(border, getComputedStyle(element), scale);
}

/**
 * The boxes of a pseudo-element, which no API tells: worked out from its computed style, exact for those with
 * a position and a fair guess for those in the flow.
 */
export function pseudoBoxesOf(element: Element, pseudo: Pseudo): LayoutBoxes {
  const style = getComputedStyle(element, pseudo);
  const host = boxesOf(element);
  const { scale } = host;
  const [top, right, bottom, left] = sides(style, scale, 'padding', 'border');
  const isBorderBox = style.boxSizing === 'border-box';
  const measure = (value: string, room: number, around: number) => {
    const length = Number.parseFloat(value) * scale;
    return Number.isNaN(length) ? room : length + (isBorderBox ? 0 : around);
  };
  const width = measure(style.width, host.content.width, left + right);
  const height = measure(style.height, host.content.height, top + bottom);
  const [marginTop, , , marginLeft] = sides(style, scale, 'margin');

  let { x, y } = host.content;
  if (style.position === 'absolute' || style.position === 'fixed') {
    const around = style.position === 'fixed' ? undefined : positionedFrom(element);
    const origin = around ? boxesOf(around).padding : { x: 0, y: 0 };
    x = origin.x + (Number.parseFloat(style.left) || 0) * scale + marginLeft;
    y = origin.y + (Number.parseFloat(style.top) || 0) * scale + marginTop;
  } else if (pseudo === '::after' && style.display !== 'inline') {
    y = host.content.y + host.content.height - height;
  }
  return boxModel({ x, y, width, height }, style, scale);
}

/** The element, of it and its ancestors, from which what is absolute in it is positioned. */
function positionedFrom(element: Element): Element | undefined {
  for (let each: Element | undefined = element; each; each = parentOf(each)) {
    if (holdsAbsolute(getComputedStyle(each))) return each;
  }
  return undefined;
}

/** Whether an element is the containing block of what is positioned absolutely in it. */
export const holdsAbsolute = (style: CSSStyleDeclaration): boolean =>
  style.position !== 'static' || holdsFixed(style);

/** Whether it is that of what is fixed in it. */
export const holdsFixed = ({
  transform,
  translate,
  rotate,
  scale,
  perspective,
  filter,
  backdropFilter,
  contain,
  willChange,
  containerType,
}: CSSStyleDeclaration): boolean =>
  [transform, translate, rotate, scale, perspective, filter, backdropFilter].some(
    (value) => value !== 'none' && value !== '' && value !== undefined,
  ) ||
  /paint|layout|strict|content/.test(contain) ||
  /transform|perspective|filter/.test(willChange) ||
  (containerType !== undefined && containerType !== 'normal' && containerType !== '');

function boxModel(border: Box, style: CSSStyleDeclaration, scale: number): LayoutBoxes {
  const padding = inset(border, sides(style, scale, 'border'));
  return { border, padding, content: inset(padding, sides(style, scale, 'padding')), scale };
}

function sides(
  style: CSSStyleDeclaration,
  scale: number,
  ...kinds: readonly ('border' | 'padding' | 'margin')[]
): Sides {
  const of = (side: 'Top' | 'Right' | 'Bottom' | 'Left') =>
    kinds.reduce((sum, kind) => {
      const value = kind === 'border' ? style[`border${side}Width`] : style[`${kind}${side}`];
      return sum + (Number.parseFloat(value) || 0);
    }, 0) * scale;
  return [of('Top'), of('Right'), of('Bottom'), of('Left')];
}

const inset = ({ x, y, width, height }: Box, [top, right, bottom, left]: Sides): Box => ({
  x: x + left,
  y: y + top,
  width: Math.max(0, width - left - right),
  height: Math.max(0, height - top - bottom),
});
