import type { Box, SeenBadge } from '../../scripts/read-badges';
import { nameOf } from '../e2e/support/colours';
import type { Look, SeenPicture } from './look';
import { colourIn } from './numbered-pictures';

/**
 * What a page shows wrongly: a badge in a picture that says what another one shows, two in one picture, one where no
 * picture is. Badges follow what changes in the next frame: what has changed since the look before is not judged.
 */
export function wrongsIn(before: Look | undefined, now: Look): string[] {
  if (!before || !now.isDrawn) return [];
  const still = now.pictures.filter((picture) =>
    before.pictures.some((each) => isSame(each, picture)),
  );
  const inPictures = still.flatMap((picture) => {
    const badges = badgesIn(picture, now);
    const right = nameOf(colourIn(picture.source));
    const others = badges.filter(({ name }) => name !== right);
    return [
      ...others.map((badge) => `${nameIn(badge)} in ${picture.source}`),
      ...(badges.length > 1 ? [`${badges.map(nameIn).join(' and ')} in ${picture.source}`] : []),
    ];
  });
  const astray = astrayIn(now).filter((badge) =>
    astrayIn(before).some((each) => each.name === badge.name && isSameBox(each.box, badge.box)),
  );
  return [...inPictures, ...astray.map((badge) => `${nameIn(badge)} ${placeOf(badge)}`)];
}

/** Whether a picture has its label. */
export const isLabelled = (picture: SeenPicture, look: Look): boolean =>
  badgesIn(picture, look).some(({ name }) => name === nameOf(colourIn(picture.source)));

const badgesIn = ({ box }: SeenPicture, { badges }: Look): SeenBadge[] =>
  badges.filter((badge) => contains(box, badge.box));

const astrayIn = ({ pictures, badges }: Look): SeenBadge[] =>
  badges.filter((badge) => !pictures.some(({ box }) => contains(box, badge.box)));

const isSame = (one: SeenPicture, other: SeenPicture): boolean =>
  one.id === other.id && one.source === other.source && isSameBox(one.box, other.box);

const isSameBox = (one: Box, other: Box): boolean =>
  one.x === other.x &&
  one.y === other.y &&
  one.width === other.width &&
  one.height === other.height;

/** Whether a box begins inside another. */
const contains = (outer: Box, { x, y }: Box): boolean =>
  x >= outer.x && x < outer.x + outer.width && y >= outer.y && y < outer.y + outer.height;

const nameIn = ({ kind, name }: SeenBadge): string => `${kind} "${name}"`;

const placeOf = ({ box }: SeenBadge): string =>
  `in no picture, at ${Math.round(box.x)},${Math.round(box.y)}`;
