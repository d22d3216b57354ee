import { type Box, intersect, type Size } from './box';
import { inRoom, type Length, percent, readLength } from './css-length';
import { partsOf } from './css-value';

/** Where a picture stands in a box: its distances from the left and the top, of the room that it leaves. */
interface Position {
  readonly x: Length;
  readonly y: Length;
}

/** One layer of a CSS background, in computed values. */
interface Layer {
  readonly size: string;
  readonly position: string;
  readonly repeat: string;
}

const centre: Position = { x: percent(50), y: percent(50) };
const corner: Position = { x: percent(0), y: percent(0) };

/**
 * Where a replaced element paints its picture, as far as its content box does not cut it off.
 *
 * @param content the element's content box
 * @param natural the picture's own size in CSS pixels; undefined for one that has none
 * @param fit computed object-fit
 * @param position computed object-position
 */
export function fitObject(
  content: Box,
  natural: Size | undefined,
  fit: string,
  position: string,
): Box {
  if (!natural || isEmpty(natural)) return content;
  const size = objectSize(content, natural, fit);
  return intersect(place(size, content, readPosition(position, centre)), content);
}

function objectSize(content: Size, natural: Size, fit: string): Size {
  if (fit === 'contain') return scale(natural, meetScale(content, natural));
  if (fit === 'cover') return scale(natural, sliceScale(content, natural));
  if (fit === 'none') return natural;
  if (fit === 'scale-down') return scale(natural, Math.min(1, meetScale(content, natural)));
  return content;
}

/**
 * Where one layer of a background is painted. Along an axis on which it shows several tiles, that is all there is.
 *
 * @param area that the layer is measured and placed by: background-origin, in CSS pixels
 * @param clip that cuts it off: background-clip
 * @param natural the picture's own size in CSS pixels; undefined for one that has none
 * @param layer computed background-size, -position and -repeat
 */
export function fitBackground(
  area: Box,
  clip: Box,
  natural: Size | undefined,
  { size, position, repeat }: Layer,
): Box {
  const [repeatX, repeatY] = readRepeat(repeat);
  const tile = tileSize(area, natural && isEmpty(natural) ? undefined : natural, size);
  const { x, y, width, height } = place(tile, area, readPosition(position, corner));
  const repeatsX = isRepeated(repeatX, width, area.width, clip.width);
  const repeatsY = isRepeated(repeatY, height, area.height, clip.height);
  const painted = {
    x: repeatsX ? clip.x : x,
    y: repeatsY ? clip.y : y,
    width: repeatsX ? clip.width : width,
    height: repeatsY ? clip.height : height,
  };
  return intersect(painted, clip);
}

/** The size of one tile by background-size; a picture that has no size of its own fills the area. */
function tileSize(area: Size, natural: Size | undefined, size: string): Size {
  const [first, second] = partsOf(size, ' ');
  if (natural && first === 'cover') return scale(natural, sliceScale(area, natural));
  if (natural && first === 'contain') return scale(natural, meetScale(area, natural));
  const lengthX = readLength(first);
  const lengthY = readLength(second);
  const width = lengthX && Math.max(0, inRoom(lengthX, area.width));
  const height = lengthY && Math.max(0, inRoom(lengthY, area.height));
  if (!natural) return { width: width ?? area.width, height: height ?? area.height };
  const ratio = natural.width / natural.height;
  return {
    width: width ?? (height === undefined ? natural.width : height * ratio),
    height: height ?? (width === undefined ? natural.height : width / ratio),
  };
}

/**
 * Takes a computed object-position or background-position apart: whatever sides it is written from, browsers compute two
 * lengths, from the left and from the top.
 *
 * @param initial the value of the property where it is not set, which stands for what is not understood
 */
function readPosition(value: string, initial: Position): Position {
  const [x, y] = partsOf(value, ' ').map(readLength);
  return x && y ? { x, y } : initial;
}

/** How a background repeats along each axis. */
export function readRepeat(repeat: string): readonly [string, string] {
  if (repeat === 'repeat-x') return ['repeat', 'no-repeat'];
  if (repeat === 'repeat-y') return ['no-repeat', 'repeat'];
  const [x = 'repeat', y = x] = partsOf(repeat, ' ');
  return [x, y];
}

/** Whether more than one tile is seen along an axis. */
function isRepeated(repeat: string, tile: number, area: number, clip: number): boolean {
  if (repeat === 'no-repeat' || tile <= 0 || tile >= clip) return false;
  // Tiles with space between them are whole ones: where there is no room for two, one is placed.
  return repeat === 'space' ? tile * 2 <= area : true;
}

/**
 * Where an SVG image element paints its picture, as far as the element does not cut it off.
 *
 * @param area the element's own box
 * @param natural the picture's own size in CSS pixels; undefined for one that has none
 * @param preserveAspectRatio the attribute's value; what is not understood counts as 'xMidYMid meet'
 */
export function fitSvgImage(
  area: Box,
  natural: Size | undefined,
  preserveAspectRatio: string,
): Box {
  if (!natural || isEmpty(natural) || /\bnone\b/.test(preserveAspectRatio)) return area;
  const [, x = 'Mid', y = 'Mid'] = /x(Min|Mid|Max)Y(Min|Mid|Max)/.exec(preserveAspectRatio) ?? [];
  const scaleIn = /\bslice\b/.test(preserveAspectRatio) ? sliceScale : meetScale;
  const position = { x: percent(alignments[x] ?? 50), y: percent(alignments[y] ?? 50) };
  return intersect(place(scale(natural, scaleIn(area, natural)), area, position), area);
}

const alignments: Readonly<Record<string, number>> = { Min: 0, Mid: 50, Max: 100 };

const place = ({ width, height }: Size, area: Box, { x, y }: Position): Box => ({
  x: area.x + inRoom(x, area.width - width),
  y: area.y + inRoom(y, area.height - height),
  width,
  height,
});

const isEmpty = ({ width, height }: Size): boolean => !(width > 0 && height > 0);

const scale = ({ width, height }: Size, by: number): Size => ({
  width: width * by,
  height: height * by,
});

/** The greatest scale at which all of a picture is in a box. */
const meetScale = (box: Size, { width, height }: Size): number =>
  Math.min(box.width / width, box.height / height);

/** The least scale at which a picture covers a box. */
const sliceScale = (box: Size, { width, height }: Size): number =>
  Math.max(box.width / width, box.height / height);
