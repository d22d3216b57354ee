import { contentKey, nameOf, realmOf } from '../download/content-key';
import type { Job, Question, Srcset } from '../messaging/protocol';
import type { Asker } from './classify';
import type { PictureNames } from './known-pictures';

/** Where a picture is asked about. */
export type Whereabouts = Pick<Asker, 'site' | 'frameUrl' | 'isPrivate'>;

/** All names of a picture that somebody asks about. */
export async function namesOf(
  picture: Job['picture'],
  { backdrop, srcset }: Pick<Question, 'backdrop' | 'srcset'>,
  where: Whereabouts,
): Promise<PictureNames> {
  const own =
    picture.kind === 'bytes'
      ? {
          content: await contentKey(await picture.bytes.arrayBuffer(), backdrop, where.isPrivate),
        }
      : { address: await addressKey(picture.url, backdrop, where) };
  return srcset ? { ...own, family: await familyKey(srcset, backdrop, where) } : own;
}

/**
 * Names an address: the same name for the same picture, and nothing in it that tells which.
 *
 * It is named together with the sites of the tab and the frame, as browsers divide their own caches: a host may
 * serve another picture, or cookies may lead to one, on another site, and a frame may not be allowed what its
 * tab's page is. For what shows through, and private windows, see download/content-key.ts.
 *
 * @param backdrop as #rrggbb
 * @returns SHA-256 in hexadecimal
 */
export const addressKey = (url: string, backdrop: string, where: Whereabouts): Promise<string> =>
  nameOf(...partsOf(backdrop, where), url);

/** Names all sizes of a picture that a srcset lists, likewise. */
export const familyKey = (
  { base, text }: Srcset,
  backdrop: string,
  where: Whereabouts,
): Promise<string> => nameOf(...partsOf(backdrop, where), base, text);

/**
 * Names a job for an address: as the address, but that one with a referrer is joined only to one with the same,
 * for the host may have refused the others.
 */
export const jobKey = async (address: string, referrer: string | undefined): Promise<string> =>
  referrer === undefined ? address : nameOf(address, referrer);

const partsOf = (backdrop: string, { site, frameUrl, isPrivate }: Whereabouts): string[] => [
  realmOf(isPrivate),
  backdrop,
  site,
  hostOf(frameUrl),
];

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');
