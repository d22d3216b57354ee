import { getDomain } from 'tldts';

/** A site as cookies know it: scheme and registrable domain; nothing where there are no cookies. */
export function siteOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol)) return '';
  return `${protocol}//${getDomain(hostname, { allowPrivateDomains: true }) ?? hostname}`;
}
