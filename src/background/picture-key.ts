import { bufferOf } from '../download/bytes';
import { contentKey, contentName, nameOf, realmOf } from '../download/content-key';
import { parseUrl } from '../download/parse-url';
import { siteOf } from '../download/site-of';
import type { Job, Question, Srcset } from '../messaging/protocol';
import type { Asker } from './classify';
import type { PictureNames } from './known-pictures';

/** Where a picture is asked about. */
export type Whereabouts = Pick<Asker, 'tabUrl' | 'frameUrl' | 'isSandboxed' | 'isPrivate'>;

/** All names of a picture that somebody asks about. */
export async function namesOf(
  picture: Job['picture'],
  { backdrop, srcset }: Pick<Question, 'backdrop' | 'srcset'>,
  where: Whereabouts,
): Promise<PictureNames> {
  return {
    site: siteOf(where.tabUrl),
    ...(await ownName(picture, backdrop, where)),
    ...(srcset ? { family: await familyKey(srcset, backdrop, where) } : {}),
  };
}

async function ownName(
  picture: Job['picture'],
  backdrop: string,
  where: Whereabouts,
): Promise<Pick<PictureNames, 'content' | 'key' | 'address'>> {
  if (picture.kind === 'address')
    return { address: await addressKey(picture.url, backdrop, where) };
  const bytes = await bufferOf(picture.bytes);
  const content = await contentName(bytes, backdrop, where.isPrivate);
  return { content, key: await contentKey(content, siteOf(where.tabUrl)) };
}

/**
 * Names an address: the same name for the same picture, and nothing in it that tells which.
 *
 * It is named together with the origins of the tab and the frame, as browsers divide their own caches, and with
 * whether the frame is sandboxed: a host may serve another picture elsewhere, these decide whether cookies lead to one
 * (offscreen/fetch-policy.ts), and a frame may not be allowed what its tab's page is. For what shows through, and private windows, see download/content-key.ts.
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
 * Names a job: for bytes as what they hold is named on its site, for an address as that, but that one with a referrer
 * is joined only to one with the same, for the host may have refused the others.
 */
export async function jobKey(
  { key, address = '' }: PictureNames,
  referrer: string | undefined,
): Promise<string> {
  if (key !== undefined) return key;
  return referrer === undefined ? address : nameOf(address, referrer);
}

const partsOf = (
  backdrop: string,
  { tabUrl, frameUrl, isSandboxed, isPrivate }: Whereabouts,
): string[] => [
  realmOf(isPrivate),
  backdrop,
  originOf(tabUrl),
  originOf(frameUrl),
  isSandboxed ? 'sandboxed' : '',
];

const originOf = (url: string): string => parseUrl(url)?.origin ?? '';
