/** Chromium's own API for content scripts; Firefox has the same on its elements. */
declare const chrome: {
  readonly dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
};

/** Elements that a page may attach a shadow root to, besides those with a name of its own. */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(
    ' ',
  ),
);

const own = new WeakSet<Element>();

/** Attaches a shadow root that is no part of the page, and that {@link shadowRootOf} does not tell of. */
export function attachOwnShadow(host: HTMLElement): ShadowRoot {
  own.add(host);
  return host.attachShadow({ mode: 'closed' });
}

/** The shadow root of an element of the page, closed ones too. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  // A form has no shadow root, and its controls may stand in the place of its properties.
  if (!(element instanceof HTMLElement) || element instanceof HTMLFormElement) return null;
  if (own.has(element)) return null;
  const { localName } = element;
  if (!HOSTS.has(localName) && !localName.includes('-')) return null;
  return chrome.dom?.openOrClosedShadowRoot(element) ?? null;
}
