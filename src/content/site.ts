/**
 * Host name of the page that the tab shows, seen from any of its frames. Browsers without
 * location.ancestorOrigins take a frame for a page of its own.
 */
export function pageSite(): string {
  const ancestors: DOMStringList | undefined = location.ancestorOrigins;
  const top = ancestors?.item(ancestors.length - 1);
  return top && URL.canParse(top) ? new URL(top).hostname : location.hostname;
}

/** Whether an address is on the web and of this frame's own origin. */
export const isOfPage = (url: string): boolean => originOf(url) === self.origin;

/** Whether it is on the web and of another. */
export const isElsewhere = (url: string): boolean =>
  ![undefined, self.origin].includes(originOf(url));

const originOf = (url: string): string | undefined =>
  /^https?:/.test(url) && URL.canParse(url) ? new URL(url).origin : undefined;
