import type { PictureReference } from '../messaging/protocol';

/**
 * Names a picture: the same name for the same picture, and nothing in it that tells which.
 *
 * Bytes are named by their content. An address is named together with the site of the page, as browsers
 * divide their own caches: a host may serve another picture, or cookies may lead to one, on another site.
 * Pictures of private windows have names of their own, so that nothing of theirs is shared.
 *
 * @returns SHA-256 in hexadecimal
 */
export async function pictureKey(
  picture: PictureReference,
  site: string,
  isPrivate: boolean,
): Promise<string> {
  const realm = isPrivate ? 'private' : 'ordinary';
  const named =
    picture.kind === 'bytes'
      ? [realm, await sha256(await picture.bytes.arrayBuffer())]
      : [realm, site, picture.url];
  return sha256(new TextEncoder().encode(JSON.stringify(named)));
}

async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
