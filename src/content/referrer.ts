import browser from 'webextension-polyfill';
import { allIn, attributeOf, makeElement } from './dom';
import type { Picture } from './picture-kinds';

/** Policies under which a host on another site learns nothing of the page. */
const SILENT = new Set(['no-referrer', 'never', 'same-origin']);

/** The old names that a <meta> may have. */
const OLD = /^(never|origin-when-crossorigin|default|always)$/;

/**
 * What the browser told a picture's host of this page when the page asked for the picture: its origin, unless
 * the page forbids it. Some hosts give the picture only to those who say it too.
 *
 * @returns the origin with a slash at its end; undefined where the host is to learn nothing, or nothing new
 */
export async function referrerFor(
  { element, kind }: Picture,
  url: string,
): Promise<string | undefined> {
  // A picture of a style sheet was asked for in the name of the sheet, not of the page.
  if ('property' in kind || !/^https?:/.test(location.protocol)) return undefined;
  if (!/^https?:/.test(self.origin) || browser.extension.inIncognitoContext) return undefined;
  if (location.protocol === 'https:' && !url.startsWith('https:')) return undefined;
  const own = knownIn(attributeOf(element, 'referrerpolicy')) || knownIn(metaPolicy()) || first;
  const policy = own || (isAtFirstAddress() ? await policyOfHeader() : undefined);
  return policy === undefined || SILENT.has(policy) ? undefined : `${self.origin}/`;
}

/** Whether the page is still where it came from: the cache knows only what it came with, not what a page became. */
function isAtFirstAddress(): boolean {
  const [came] = performance.getEntriesByType('navigation');
  const [first, now] = [came?.name, location.href].map((url) => url?.replace(/#.*/, ''));
  return first === now;
}

function metaPolicy(): string {
  const meta = [...allIn(document, 'meta[name=referrer i]')].at(-1);
  return meta ? attributeOf(meta, 'content') : '';
}

/** Of a list of policies the last that browsers know is the one that holds; empty where there is none. */
function knownIn(list: string | null): string {
  const image = makeElement('img');
  const isKnown = (policy: string) => {
    // No other becomes an image's.
    image.referrerPolicy = policy;
    return image.referrerPolicy || OLD.test(policy);
  };
  const policies = (list ?? '').toLowerCase().split(',');
  return policies.map((each) => each.trim()).findLast(isKnown) ?? '';
}

/** What the page said when this script came: that holds on when its element is taken away. */
const first = knownIn(metaPolicy());

/**
 * The policy in the header that the page came with, as the browser's cache has it; nothing is downloaded.
 *
 * @returns undefined where the cache has not got the page: it may have forbidden everything
 */
async function policyOfHeader(): Promise<string | undefined> {
  try {
    const init: RequestInit = { cache: 'only-if-cached', mode: 'same-origin' };
    const page = await fetch(location.href, init);
    await page.body?.cancel();
    return knownIn(page.headers.get('referrer-policy'));
  } catch {
    return undefined;
  }
}
