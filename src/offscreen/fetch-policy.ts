import ipaddr from 'ipaddr.js';
import { getDomain } from 'tldts';

/** The page that shows a picture: the address of its frame, and of the tab around it. */
export interface PageAddresses {
  readonly frameUrl: string;
  readonly tabUrl: string;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

/**
 * Whether a host is on this machine or in its own network: loopback, private, link-local and reserved
 * address literals, and names that never leave the local network. The URL parser has already turned every
 * spelling of an IPv4 address (hexadecimal, octal, one number) into the dotted one.
 */
export function isPrivateHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(bare)) return ipaddr.process(bare).range() !== 'unicast';
  const name = bare.replace(/\.$/, '');
  return (
    !name.includes('.') ||
    /\.(localhost|localdomain|local|internal|intranet|lan|home|home\.arpa)$/.test(name)
  );
}

/** Whether a page may have this picture fetched: a public page must not reach into the private network. */
export const mayFetch = (picture: string, page: PageAddresses): boolean =>
  !isPrivateHost(hostOf(picture)) || isPrivatePage(page);

/** A frame without an address of its own (sandboxed, about:blank) is as private as its tab; a tab has one. */
function isPrivatePage({ frameUrl, tabUrl }: PageAddresses): boolean {
  const [frame, tab] = [hostOf(frameUrl), hostOf(tabUrl)];
  return tab !== '' && isPrivateHost(tab) && (frame === '' || isPrivateHost(frame));
}

/** A site as cookies know it: scheme and registrable domain. */
function siteOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${getDomain(hostname, { allowPrivateDomains: true }) ?? hostname}`;
}

/**
 * Whether a picture's host may see its cookies: only where the browser itself would send them, with picture,
 * frame and tab all of one site. Elsewhere the request would tell a third site who is asking.
 */
export function mayUseCookies(picture: string, page: PageAddresses): boolean {
  const site = siteOf(picture);
  return site !== '' && site === siteOf(page.frameUrl) && site === siteOf(page.tabUrl);
}
