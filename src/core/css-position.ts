import { type Length, percent, readLength } from './css-length';
import { partsOf } from './css-value';

/** Where a picture stands in a box: its distances from the left and the top, of the room that it leaves. */
export interface Position {
  readonly x: Length;
  readonly y: Length;
}

const sides = new Map([
  ['left', { axis: 'x', share: 0 }],
  ['right', { axis: 'x', share: 1 }],
  ['top', { axis: 'y', share: 0 }],
  ['bottom', { axis: 'y', share: 1 }],
] as const);

/**
 * Takes a computed object-position or background-position apart.
 *
 * @param initial the value of the property where it is not set, which stands for what is not understood
 */
export function readPosition(value: string, initial: Position): Position {
  const parts = partsOf(value, ' ');
  // A length after a side is the distance from it, but in a pair each stands for itself.
  const offsetAfter = (index: number) =>
    parts.length > 2 ? readLength(parts[index + 1]) : undefined;
  const found: { x?: Length; y?: Length } = {};
  const loose: Length[] = [];
  for (let index = 0; index < parts.length; index++) {
    const side = sides.get(parts[index] as 'left');
    const length = parts[index] === 'center' ? percent(50) : readLength(parts[index]);
    if (side) {
      const offset = offsetAfter(index);
      if (offset) index++;
      found[side.axis] = fromSide(side.share, offset ?? percent(0));
    } else if (length) loose.push(length);
    else return initial;
  }
  if (parts.length === 0 || parts.length > 4) return initial;
  const x = found.x ?? loose.shift() ?? percent(50);
  const y = found.y ?? loose.shift() ?? percent(50);
  return { x, y };
}

/** A distance from the left or top, given one from the side at so much of the room. */
const fromSide = (side: 0 | 1, { share, pixels }: Length): Length =>
  side === 0 ? { share, pixels } : { share: 1 - share, pixels: 0 - pixels };
