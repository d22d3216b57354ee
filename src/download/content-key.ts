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
export const contentKey = async (
  bytes: BufferSource,
  backdrop: string,
  isPrivate: boolean,
): Promise<string> => nameOf(realmOf(isPrivate), backdrop, await sha256(bytes));

/** What is private and what is ordinary never has the same name. */
export const realmOf = (isPrivate: boolean): string => (isPrivate ? 'private' : 'ordinary');

/** @returns SHA-256 of all parts in hexadecimal */
export const nameOf = (...parts: readonly string[]): Promise<string> =>
  sha256(new TextEncoder().encode(JSON.stringify(parts)));

async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
