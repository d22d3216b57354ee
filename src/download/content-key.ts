/**
 * Names what a picture's bytes hold: the same name wherever they come from, and nothing in it that tells which.
 *
 * What shows through a picture is part of what is seen of it. Pictures of private windows have names of their
 * own, so that nothing of theirs is shared.
 *
 * @param bytes as they are encoded
 * @param backdrop as #rrggbb
 * @returns SHA-256 in hexadecimal
 */
export const contentName = async (
  bytes: BufferSource,
  backdrop: string,
  isPrivate: boolean,
): Promise<string> => nameOf(realmOf(isPrivate), backdrop, await sha256(bytes));

/**
 * Names what is kept of a content for the pages of one site. Were it one for all sites, a page could tell by the time
 * that an answer takes whether a picture was on another site that the user has been to.
 *
 * @param content as {@link contentName} names it
 * @param site of the tab; see site-of.ts
 * @returns SHA-256 in hexadecimal
 */
export const contentKey = (content: string, site: string): Promise<string> => nameOf(content, site);

/** What is private and what is ordinary never has the same name. */
export const realmOf = (isPrivate: boolean): string => (isPrivate ? 'private' : 'ordinary');

/** @returns SHA-256 of all parts in hexadecimal */
export const nameOf = (...parts: readonly string[]): Promise<string> =>
  sha256(new TextEncoder().encode(JSON.stringify(parts)));

async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
