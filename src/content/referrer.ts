import browser from 'webextension-polyfill';
import { allIn, attributeOf } from './dom';
import type { Picture } from './picture-kinds';

/** Policies under which a host on another site learns nothing of the page. */
const SILENT = new Set(['no-referrer', 'never', 'same-origin']);

/** All policies, the old names that a <meta> may have among them. */
const KNOWN = new Set([
  ...SILENT,
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'origin-when-crossorigin',
  'strict-origin-when-cross-origin',
  'no-referrer-when-downgrade',
  'default',
  'unsafe-url',
  'always',
]);

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
const knownIn = (list: string | null): string =>
  (list ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
    .filter((each) => KNOWN.has(each))
    .at(-1) ?? '';

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
