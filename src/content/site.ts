import { parseUrl } from '../download/parse-url';

/** Host name of the page that the tab shows, seen from any of its frames. */
export function pageSite(): string {
  const top = [...location.ancestorOrigins].at(-1) ?? '';
  return parseUrl(top)?.hostname ?? location.hostname;
}

/** Whether an address is on the web and of this frame's own origin. */
export const isOfPage = (url: string): boolean => originOf(url) === self.origin;

/** Whether it is on the web and of another. */
export const isElsewhere = (url: string): boolean =>
  ![undefined, self.origin].includes(originOf(url));

const originOf = (url: string): string | undefined =>
  /^https?:/.test(url) ? parseUrl(url)?.origin : undefined;
