/** A box with its sides along the axes; in CSS pixels of the viewport where nothing else is said. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What two boxes share; of no width or height where they share nothing. */
export function intersect(one: Box, other: Box): Box {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** Whether two boxes share more than an edge. */
export function overlap(one: Box, other: Box): boolean {
  const { width, height } = intersect(one, other);
  return width > 0 && height > 0;
}

/** Whether a point lies in a box. */
export const isAt = ({ x, y, width, height }: Box, pointX: number, pointY: number): boolean =>
  x <= pointX && pointX < x + width && y <= pointY && pointY < y + height;
