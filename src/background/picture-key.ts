import type { Job } from '../messaging/protocol';
import type { Asker } from './classify';

/**
 * Names a picture: the same name for the same picture, and nothing in it that tells which.
 *
 * Bytes are named by their content. An address is named together with the sites of the tab and the frame, as
 * browsers divide their own caches: a host may serve another picture, or cookies may lead to one, on another
 * site, and a frame may not be allowed what its tab's page is.
 * What shows through a picture is part of what is seen of it. Pictures of private windows have names of
 * their own, so that nothing of theirs is shared.
 *
 * @param backdrop as #rrggbb
 * @returns SHA-256 in hexadecimal
 */
export async function pictureKey(
  picture: Job['picture'],
  backdrop: string,
  { site, frameUrl, isPrivate }: Pick<Asker, 'site' | 'frameUrl' | 'isPrivate'>,
): Promise<string> {
  const realm = isPrivate ? 'private' : 'ordinary';
  return picture.kind === 'bytes'
    ? nameOf(realm, backdrop, await sha256(await picture.bytes.arrayBuffer()))
    : nameOf(realm, backdrop, site, hostOf(frameUrl), picture.url);
}

/**
 * Names a job: as its picture, but that one with a referrer is joined only to one with the same, for the
 * host may have refused the others.
 *
 * @param key the picture's
 * @returns SHA-256 in hexadecimal
 */
export async function jobKey(key: string, picture: Job['picture']): Promise<string> {
  return picture.kind === 'bytes' || picture.referrer === undefined
    ? key
    : nameOf(key, picture.referrer);
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

const nameOf = (...parts: readonly string[]): Promise<string> =>
  sha256(new TextEncoder().encode(JSON.stringify(parts)));

async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
