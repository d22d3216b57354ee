import { type BadgePlace, badgePlaces } from '../core/badge-places';
import { type Box, overlap, type Size } from '../core/box';
import type { BadgeCorner } from '../core/settings';
import type { BadgeContent } from './badge-content';
import { Clipping } from './clipping';
import { isSeenAt } from './covering';
import { isConnected, isRendered, rectOf } from './dom';
import type { Mapping } from './overlay-host';

/** What a badge is for. */
export interface Anchor {
  readonly element: Element;
  /** Where its picture is painted, in CSS pixels of the viewport. */
  paintedBox(): Box;
}

/** A badge on the page. */
export interface Shown {
  readonly anchor: Anchor;
  readonly badge: HTMLButtonElement;
  content: BadgeContent;
  /** Size with all of its text; unknown until it has been laid out. */
  size: Size | undefined;
  /** Which of its possible places it has. */
  choice: number;
  place: BadgePlace | undefined;
  /** Where its picture's element was when it was placed. */
  seen: Box | undefined;
  /** What its style was told last: empty while it is hidden, undefined where something else has written to it. */
  written: string | undefined;
}

/** A look at the page as it is in one frame. */
export interface Glance {
  readonly origin: Mapping;
  /** The part of the window that can be seen. */
  readonly view: Box;
  /** Whether to look for pictures that were covered, too. */
  readonly isThorough: boolean;
  /** The corner that badges are wished in, and their diameter as dots, in CSS pixels. */
  readonly corner: BadgeCorner;
  readonly dot: number;
  /** Does what writes to the page once all has been read. */
  readonly write: (work: () => void) => void;
}

/** Milliseconds that placing badges may take in one frame. */
const SLICE = 8;

/**
 * Gives badges their places, as many as there is time for in one frame.
 *
 * @param queue the badges to place, in the order of their pictures; those that are done leave it
 * @param done badges whose places are taken; those that are done join them
 * @returns whether any that was placed before has moved
 */
export function placeBadges(queue: Set<Shown>, done: Shown[], glance: Glance): boolean {
  const { origin, view, write } = glance;
  const begin = performance.now();
  const clipping = new Clipping(view);
  const taken = done.flatMap(({ place }) => place?.box ?? []);
  let hasMoved = false;
  for (const shown of queue) {
    queue.delete(shown);
    if (!isConnected(shown.anchor.element)) continue;
    const isFresh = !shown.size;
    shown.size ??= sizeOf(shown.badge);
    shown.place = placeOf(shown, shown.size, clipping, taken, glance);
    shown.seen = shown.place && rectOf(shown.anchor.element);
    if (shown.place) taken.push(shown.place.box);
    done.push(shown);
    const style = styleOf(shown, origin);
    if (style.written !== shown.written) {
      shown.written = style.written;
      hasMoved ||= !isFresh;
      write(() => dress(shown, style));
    }
    if (performance.now() - begin > SLICE) break;
  }
  return hasMoved;
}

/** Both are rounded, and a text that is given half a pixel too little is cut off. */
const sizeOf = ({ offsetWidth, offsetHeight }: HTMLElement): Size => ({
  width: offsetWidth + 1,
  height: offsetHeight + 1,
});

function placeOf(
  shown: Shown,
  size: Size,
  clipping: Clipping,
  taken: readonly Box[],
  { isThorough, corner, dot }: Glance,
): BadgePlace | undefined {
  const { element } = shown.anchor;
  if (!isRendered(element)) return undefined;
  const visible = clipping.visiblePart(element, shown.anchor.paintedBox());
  if (visible.width <= 0 || visible.height <= 0) return undefined;
  const isRightToLeft = getComputedStyle(element).direction === 'rtl';
  const places = badgePlaces(visible, size, isRightToLeft, corner, dot);
  const isFree = ({ box }: BadgePlace) =>
    !taken.some((other) => overlap(box, other)) && isSeen(element, box, isThorough);
  // A badge does not leap from corner to corner while its picture moves past something.
  const current = places[shown.choice];
  if (current && !isThorough && isFree(current)) return current;
  const choice = places.findIndex(isFree);
  shown.choice = Math.max(0, choice);
  return places[choice];
}

/** Whether a picture can be seen where its badge is to be: at its middle, and with all care at its ends, too. */
function isSeen(element: Element, { x, y, width, height }: Box, isThorough: boolean): boolean {
  const points = [
    [x + width / 2, y + height / 2],
    ...(isThorough
      ? [
          [x, y],
          [x + width - 1, y + height - 1],
        ]
      : []),
  ] as [number, number][];
  return points.every(([pointX, pointY]) => isSeenAt(element, pointX, pointY));
}

interface Style {
  readonly translate: string;
  readonly maxWidth: string;
  /** Both; empty for a badge that has no place. */
  readonly written: string;
}

function styleOf({ place, size }: Shown, origin: Mapping): Style {
  const { x, y, width } = place?.box ?? { x: 0, y: 0, width: 0 };
  const translate = `${Math.round(x - origin.x)}px ${Math.round(y - origin.y)}px`;
  // What has all the room that it needs is laid out right already.
  const isCut = place && !place.isDot && width < (size?.width ?? 0);
  const maxWidth = isCut ? `${Math.floor(width)}px` : '';
  return { translate, maxWidth, written: place ? `${translate} ${maxWidth}` : '' };
}

function dress({ badge, place }: Shown, { translate, maxWidth }: Style): void {
  if (badge.hidden === Boolean(place)) badge.hidden = !place;
  if (!place) return;
  badge.style.translate = translate;
  if (badge.style.maxWidth !== maxWidth) badge.style.maxWidth = maxWidth;
  badge.classList.toggle('dot', place.isDot);
}
