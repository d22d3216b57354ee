import { DOT } from '../core/badge-places';
import type { BadgeSize, Settings } from '../core/settings';

/** How badges are to look, and sound. */
export type BadgeLook = Pick<
  Settings,
  'badgeCorner' | 'badgeSize' | 'badgeColours' | 'showPercent' | 'describePictures'
>;

/** Diameters of dots in CSS pixels; see overlay.css. */
export const dotSides: Readonly<Record<BadgeSize, number>> = {
  small: 10,
  medium: DOT.side,
  large: 16,
};

export const lookAlike = (one: BadgeLook, other: BadgeLook): boolean =>
  one.badgeCorner === other.badgeCorner &&
  one.badgeSize === other.badgeSize &&
  one.badgeColours === other.badgeColours &&
  one.showPercent === other.showPercent &&
  one.describePictures === other.describePictures;
