import type { Picture } from './picture-kinds';

/** Policies under which a host on another site learns nothing of the page. */
const SILENT = new Set(['no-referrer', 'same-origin']);

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
  if ('property' in kind || !/^https?:/.test(self.origin)) return undefined;
  if (location.protocol === 'https:' && !url.startsWith('https:')) return undefined;
  const policies = [
    element.getAttribute('referrerpolicy'),
    document.querySelector<HTMLMetaElement>('meta[name=referrer]')?.content,
    await policyOfHeader(),
  ];
  const policy = policies.find((each) => each) ?? '';
  // Of a list the last that the browser knows holds.
  const last = policy.split(',').at(-1)?.trim().toLowerCase() ?? '';
  return SILENT.has(last) ? undefined : `${self.origin}/`;
}

/** The policy in the header that the page came with, as the browser's cache has it; nothing is downloaded. */
async function policyOfHeader(): Promise<string | null> {
  try {
    const init: RequestInit = { cache: 'only-if-cached', mode: 'same-origin' };
    const page = await fetch(location.href, init);
    await page.body?.cancel();
    return page.headers.get('referrer-policy');
  } catch {
    // Not in the cache: then the browser's own default is as good as any guess.
    return null;
  }
}
