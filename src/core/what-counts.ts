import type { Size } from './box';
import type { LeftOutReason } from './left-out';
import { readRepeat } from './painted-box';
import type { Settings } from './settings';

/** One layer of a CSS background, in computed values. */
export interface BackgroundStyle {
  readonly size: string;
  readonly position: string;
  readonly repeat: string;
}

/** How a picture looks on its page. */
export interface Appearance {
  /** In the picture's own pixels; undefined where it is not known, or the picture has none. */
  readonly natural: Size | undefined;
  /** What is painted of it, in CSS pixels of the viewport. */
  readonly painted: Size;
  /** Given for backgrounds. */
  readonly background?: BackgroundStyle;
}

/** Natural width or height, in pixels, up to which a picture is there to take up room. */
const SPACER = 2;

/**
 * Why a picture is not labelled without being asked for; undefined when it is one that people look at.
 */
export function whyLeftOut(
  { natural, painted, background }: Appearance,
  { smallest, backgrounds }: Pick<Settings, 'smallest' | 'backgrounds'>,
): LeftOutReason | undefined {
  if (background && !backgrounds) return 'background';
  if (natural && isDot(natural) && isDot(painted)) return 'tracking-pixel';
  if (natural && Math.min(natural.width, natural.height) <= SPACER) return 'spacer';
  if (Math.min(painted.width, painted.height) < smallest) return 'icon';
  if (background && natural) {
    if (isSprite(background)) return 'sprite';
    if (isPattern(background, natural, painted, smallest)) return 'pattern';
  }
  return undefined;
}

const isDot = ({ width, height }: Size): boolean => Math.max(width, height) <= SPACER;

/** Many small pictures in one file are moved behind the element by so many pixels, never scaled to it. */
const isSprite = ({ size, position }: BackgroundStyle): boolean =>
  /^auto( auto)?$/.test(size) && /(^|\s)-\d[\d.]*px/.test(position);

function isPattern(
  { size, repeat }: BackgroundStyle,
  natural: Size,
  painted: Size,
  smallest: number,
): boolean {
  const [sizeX = 'auto', sizeY = /cover|contain/.test(sizeX) ? sizeX : 'auto'] = size.split(' ');
  const [repeatX, repeatY] = readRepeat(repeat);
  const isTiled = (length: string, own: number, room: number, repeats: string) => {
    const tile = length === 'auto' ? own : length.endsWith('px') ? Number.parseFloat(length) : room;
    return repeats !== 'no-repeat' && tile < smallest && tile * 2 <= room;
  };
  return (
    isTiled(sizeX, natural.width, painted.width, repeatX) ||
    isTiled(sizeY, natural.height, painted.height, repeatY)
  );
}
