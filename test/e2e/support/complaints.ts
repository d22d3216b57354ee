import type { Page } from '@playwright/test';
import type { BadgeReader, SeenBadge } from '../../../scripts/read-badges';
import { type Box, intersect, overlap } from '../../../src/core/box';
import type { ExpectedPicture } from '../pages/page-case';
import { nameOf } from './colours';
import { type VisiblePart, visiblePart } from './visible-part';

/** CSS pixels by which a badge may miss: positions are rounded. */
const TOLERANCE = 1;

/** A picture of which less is to be seen, in CSS pixels, may have no badge. */
const ENOUGH = { width: 60, height: 40 };

interface Measured {
  readonly picture: ExpectedPicture;
  readonly visible: VisiblePart | undefined;
}

/**
 * What is wrong with the badges of a page: a picture without its badge, a badge outside the visible part of
 * its picture, one too many, two that overlap.
 *
 * @param isStill whether every expected picture has to be on screen, as it was made to be
 */
export async function complaints(
  page: Page,
  reader: BadgeReader,
  expected: readonly ExpectedPicture[],
  isStill: boolean,
): Promise<string[]> {
  const badges = await reader.badges();
  const measured: Measured[] = [];
  for (const picture of expected) {
    measured.push({ picture, visible: await visiblePart(page, picture) });
  }
  const left = new Set(measured);
  const found: string[] = [];
  for (const badge of badges) {
    const home = [...left].find((each) => isHome(each, badge));
    if (home) left.delete(home);
    else found.push(`${describe(badge)} lies in no picture of its own`);
  }
  for (const { picture, visible } of left) {
    const name = `${picture.colour} at ${picture.where}`;
    if (!visible) found.push(`${name} is not on the page`);
    else if (isMissed(visible, isStill))
      found.push(`${name} has no badge in ${text(visible.part)}`);
  }
  badges.forEach((badge, index) => {
    const other = badges.slice(index + 1).find((each) => overlap(each.box, badge.box));
    if (other) found.push(`${describe(badge)} overlaps ${describe(other)}`);
  });
  return found;
}

function isHome({ picture, visible }: Measured, badge: SeenBadge): boolean {
  return (
    visible !== undefined &&
    badge.kind === 'verdict' &&
    badge.name === nameOf(picture.colour) &&
    (!picture.isDot || badge.isDot) &&
    isInside(badge.box, visible.part) &&
    (!picture.isRound || isInEllipse(badge.box, visible.whole)) &&
    visible.under.every((cover) => isApart(badge.box, cover))
  );
}

function isMissed({ part, under }: VisiblePart, isStill: boolean): boolean {
  if (isStill) return true;
  if (under.some((cover) => overlap(cover, part))) return false;
  return part.width >= ENOUGH.width && part.height >= ENOUGH.height;
}

const isInside = (inner: Box, outer: Box): boolean =>
  inner.width > 0 &&
  inner.x >= outer.x - TOLERANCE &&
  inner.y >= outer.y - TOLERANCE &&
  inner.x + inner.width <= outer.x + outer.width + TOLERANCE &&
  inner.y + inner.height <= outer.y + outer.height + TOLERANCE;

function isApart(one: Box, other: Box): boolean {
  const { width, height } = intersect(one, other);
  return width <= TOLERANCE || height <= TOLERANCE;
}

/** A badge has round ends: where its curves reach furthest out is what has to be in the ellipse. */
function isInEllipse({ x, y, width, height }: Box, whole: Box): boolean {
  const inset = (1 - Math.SQRT1_2) * (height / 2);
  const [radiusX, radiusY] = [whole.width / 2, whole.height / 2];
  const corners = [x + inset, x + width - inset].flatMap((left) =>
    [y + inset, y + height - inset].map((top) => [left, top] as const),
  );
  return corners.every(([left, top]) => {
    const across = (left - whole.x - radiusX) / (radiusX + TOLERANCE);
    const down = (top - whole.y - radiusY) / (radiusY + TOLERANCE);
    return across ** 2 + down ** 2 <= 1;
  });
}

const text = ({ x, y, width, height }: Box): string =>
  `${[x, y].map(Math.round).join(',')} ${[width, height].map(Math.round).join('x')}`;

const describe = ({ name, kind, isDot, box }: SeenBadge): string =>
  `${kind}${isDot ? ' dot' : ''} "${name}" at ${text(box)}`;
