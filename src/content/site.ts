/**
 * Host name of the page that the tab shows, seen from any of its frames. Browsers without
 * location.ancestorOrigins take a frame for a page of its own.
 */
export function pageSite(): string {
  const ancestors: DOMStringList | undefined = location.ancestorOrigins;
  const top = ancestors?.item(ancestors.length - 1);
  return top && URL.canParse(top) ? new URL(top).hostname : location.hostname;
}
