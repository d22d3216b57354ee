import type { Box, Size } from './box';
import type { BadgeCorner } from './settings';

/** Distance of a badge from the sides of its picture, in CSS pixels. */
export const BADGE_GAP = 6;

/** Width that a badge needs to say something, in CSS pixels; in less it is a dot. */
const LEAST_WIDTH = 56;

/** Diameter of the dot, and its distance from the sides of its picture. */
export const DOT = { side: 12, gap: 3 } as const;

/** A place for a badge in its picture. */
export interface BadgePlace {
  readonly box: Box;
  readonly isDot: boolean;
}

/**
 * The places that a badge could have within a picture, best first: in the corner that is wished, then the others, those
 * at its end of the picture before those at the other, then in the middle of a side, for round pictures; last the same
 * as a dot. None where even a dot is too large.
 *
 * @param visible the part of the picture that can be seen
 * @param badge its size with all of its text
 * @param dot its diameter as a dot
 * @param isRightToLeft whether reading begins on the right
 */
export function badgePlaces(
  visible: Box,
  badge: Size,
  isRightToLeft: boolean,
  corner: BadgeCorner = 'top-start',
  dot: number = DOT.side,
): BadgePlace[] {
  const width = Math.min(badge.width, visible.width - 2 * BADGE_GAP);
  const isLegible = width >= Math.min(badge.width, LEAST_WIDTH);
  const texts = isLegible
    ? spots(visible, { width, height: badge.height }, BADGE_GAP, isRightToLeft, corner)
    : [];
  const dots = spots(visible, { width: dot, height: dot }, DOT.gap, isRightToLeft, corner);
  return [
    ...texts.map((box) => ({ box, isDot: false })),
    ...dots.map((box) => ({ box, isDot: true })),
  ];
}

function spots(
  visible: Box,
  { width, height }: Size,
  gap: number,
  isRightToLeft: boolean,
  corner: BadgeCorner,
): Box[] {
  if (width + 2 * gap > visible.width || height + 2 * gap > visible.height) return [];
  const isBottom = corner.startsWith('bottom');
  const isRight = corner.endsWith('end') !== isRightToLeft;
  const left = visible.x + gap;
  const right = visible.x + visible.width - gap - width;
  const top = visible.y + gap;
  const bottom = visible.y + visible.height - gap - height;
  const middle = visible.x + (visible.width - width) / 2;
  const centre = visible.y + (visible.height - height) / 2;
  const [near, far] = isRight ? [right, left] : [left, right];
  const [close, distant] = isBottom ? [bottom, top] : [top, bottom];
  const places = [
    [near, close],
    [far, close],
    [near, distant],
    [far, distant],
    [middle, close],
    [middle, distant],
    [middle, centre],
  ] as const;
  return places.map(([x, y]) => ({ x, y, width, height }));
}
