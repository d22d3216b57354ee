import { type BadgePlace, badgePlaces } from '../core/badge-places';
import { type Box, overlap, type Size } from '../core/box';
import type { BadgeContent } from './badge-content';
import { Clipping } from './clipping';
import { isSeenAt } from './covering';
import { isConnected, isRendered } from './dom';
import type { OverlayHost } from './overlay-host';

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
  /** What its style was told last; empty while it is hidden. */
  written: string;
}

/**
 * Gives each badge its place. Reads everything first, then writes what has changed, so that the page's layout
 * is worked out once.
 *
 * @param all the badges in the order of their pictures
 * @param view the part of the window that can be seen
 * @param isThorough whether to look for pictures that were covered, too
 * @returns whether anything has moved
 */
export function placeBadges(
  all: readonly Shown[],
  host: OverlayHost,
  view: Box,
  isThorough: boolean,
): boolean {
  const shown = all.filter(({ anchor }) => isConnected(anchor.element));
  measure(shown);
  host.riseAbove(shown.map(({ anchor }) => anchor.element));
  const origin = host.map();
  const clipping = new Clipping(view);
  const taken: Box[] = [];
  const places = shown.map((each) => {
    const place = placeOf(each, clipping, taken, isThorough);
    if (place) taken.push(place.box);
    return { each, place };
  });
  let moved = false;
  for (const { each, place } of places) {
    each.place = place;
    moved = write(each, origin) || moved;
  }
  return moved;
}

/** Lays out new texts, all at once, to know how much room they take. */
function measure(shown: readonly Shown[]): void {
  const unknown = shown.filter(({ size }) => !size);
  for (const { badge } of unknown) {
    badge.classList.remove('dot');
    badge.style.maxWidth = '';
    badge.hidden = false;
  }
  for (const each of unknown) {
    const { offsetWidth, offsetHeight } = each.badge;
    // Both are rounded, and a text that is given half a pixel too little is cut off.
    each.size = { width: offsetWidth + 1, height: offsetHeight + 1 };
  }
  for (const each of unknown) {
    each.badge.hidden = true;
    each.written = '';
  }
}

function placeOf(
  shown: Shown,
  clipping: Clipping,
  taken: readonly Box[],
  isThorough: boolean,
): BadgePlace | undefined {
  const { element } = shown.anchor;
  if (!shown.size || !isRendered(element)) return undefined;
  const visible = clipping.visiblePart(element, shown.anchor.paintedBox());
  if (visible.width <= 0 || visible.height <= 0) return undefined;
  const isRightToLeft = getComputedStyle(element).direction === 'rtl';
  const places = badgePlaces(visible, shown.size, isRightToLeft);
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

/** @returns whether the badge has another place than before */
function write(shown: Shown, origin: { readonly x: number; readonly y: number }): boolean {
  const { badge, place } = shown;
  const { x, y, width } = place?.box ?? { x: 0, y: 0, width: 0 };
  const translate = `${Math.round(x - origin.x)}px ${Math.round(y - origin.y)}px`;
  const maxWidth = place?.isDot ? '' : `${Math.floor(width)}px`;
  const written = place ? `${translate} ${maxWidth}` : '';
  if (written === shown.written) return false;
  shown.written = written;
  badge.hidden = !place;
  if (!place) return true;
  badge.style.translate = translate;
  badge.style.maxWidth = maxWidth;
  badge.classList.toggle('dot', place.isDot);
  return true;
}
