/** Characters of the longest address that is kept. */
const MAX_LENGTH = 2_000;

/**
 * A page's address as it is kept to open the page again: on the web, and without its fragment, a user's name and a
 * password.
 *
 * @returns undefined where there is nothing to keep
 */
export function pageAddress(address: unknown): string | undefined {
  if (typeof address !== 'string' || !/^https?:/.test(address) || !URL.canParse(address)) {
    return undefined;
  }
  const url = new URL(address);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href.length <= MAX_LENGTH ? url.href : undefined;
}
