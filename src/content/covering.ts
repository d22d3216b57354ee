import { closestAcross, elementMatches, elementsAt, isWithin, parentOf, topmostAt } from './dom';

/** Elements that are pictures themselves, or documents of their own. */
const OPAQUE = 'img, video, canvas, iframe, frame, object, embed';

/** Opacity from which on something hides what is behind it. */
const HIDES = 0.5;

/**
 * Whether an element is what people see at a point of the viewport: nothing opaque is painted over it. Links,
 * scrims and captions that one sees through do not hide it.
 */
export function isSeenAt(element: Element, x: number, y: number): boolean {
  // Mostly there is nothing above it, and what is below is not worth the search.
  if (topmostAt(x, y) === element) return true;
  for (const above of elementsAt(x, y)) {
    if (above === element) return true;
    // The element is not at this point: it is round, or turned, or nowhere for the pointer.
    if (isWithin(element, above)) return isThroughPointer(element);
    if (isOpaque(above)) return false;
  }
  return isThroughPointer(element);
}

/** Whether the pointer goes through an element though it is there. */
const isThroughPointer = (element: Element): boolean =>
  getComputedStyle(element).pointerEvents === 'none' ||
  // An image map stands in its image's place, and a marker hangs outside of its list's item.
  elementMatches(element, '[usemap], li') ||
  closestAcross(element, '[inert]') !== undefined;

function isOpaque(element: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  const paints =
    elementMatches(element, OPAQUE) ||
    alphaOf(backgroundColor) >= HIDES ||
    backgroundImage.includes('url(');
  return paints && opacityOf(element) >= HIDES;
}

/** Of a computed colour, as "rgb(1, 2, 3)", "rgba(1, 2, 3, 0.4)" or "oklch(1 2 3 / 0.4)". */
function alphaOf(colour: string): number {
  const alpha = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)\)$/.exec(colour);
  return alpha ? Number(alpha[1] ?? alpha[2]) : 1;
}

function opacityOf(element: Element): number {
  let opacity = 1;
  for (let each: Element | undefined = element; each; each = parentOf(each)) {
    opacity *= Number(getComputedStyle(each).opacity);
  }
  return opacity;
}
