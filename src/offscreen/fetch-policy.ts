import ipaddr from 'ipaddr.js';
import { parseUrl } from '../download/parse-url';
import { siteOf } from '../download/site-of';

/** The page that shows a picture: the address of its frame, and of the tab around it. */
export interface PageAddresses {
  readonly frameUrl: string;
  readonly tabUrl: string;
}

const hostOf = (url: string): string => parseUrl(url)?.hostname ?? '';

const isFile = (url: string): boolean => parseUrl(url)?.protocol === 'file:';

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
    /\.(localhost|localdomain|local|internal|intranet|lan|home|home\.arpa)$/.test(name) ||
    spellsPrivateAddress(name)
  );
}

/**
 * Whether a name spells an address of version 4 that is not public, as 127.0.0.1.nip.io and 10-0-0-1.example do:
 * there are name servers that answer with what is spelt. Names that mean one without spelling it nobody can tell;
 * see acquire.ts for what the browser does about them.
 */
function spellsPrivateAddress(name: string): boolean {
  const spelt = [
    ...name.matchAll(/(?<![0-9])(?=((?:\d{1,3}[.-]){3}\d{1,3})(?![0-9]))/g),
    ...name.matchAll(/(?<![0-9a-f])([0-9a-f]{8})(?![0-9a-f])(?=.*\.(?:nip|sslip)\.io$)/g),
  ];
  return spelt.some(([, text = '']) => {
    const address = /^[0-9a-f]{8}$/.test(text) ? `0x${text}` : text.replaceAll('-', '.');
    return ipaddr.isValid(address) && ipaddr.process(address).range() !== 'unicast';
  });
}

/** Whether a page may have this picture fetched: a public page must not reach into the private network. */
export const mayFetch = (picture: string, page: PageAddresses): boolean =>
  !isPrivateHost(hostOf(picture)) || isPrivatePage(page);

/**
 * Whether a page is of the private network itself, with the tab around it. A frame without an address of its own goes by
 * that of its maker, where the browser names it (background/sender.ts). Where it does not, as of sandboxed frames and
 * data: addresses, nobody knows who made it: a public frame may have, in a private tab too.
 */
export function isPrivatePage({ frameUrl, tabUrl }: PageAddresses): boolean {
  const [frame, tab] = [hostOf(frameUrl), hostOf(tabUrl)];
  const isPrivateTab = isFile(tabUrl) || (tab !== '' && isPrivateHost(tab));
  return isPrivateTab && (isFile(frameUrl) || (frame !== '' && isPrivateHost(frame)));
}

/**
 * Whether a picture is a file that the page may have read: one of the user's own disk, or of the very
 * machine that the page is of, for a page that is a file itself. Asking another machine for a file would
 * tell it who is asking.
 */
export const mayReadFile = (picture: string, { frameUrl, tabUrl }: PageAddresses): boolean =>
  [picture, frameUrl, tabUrl].every(isFile) &&
  (hostOf(picture) === '' || hostOf(picture) === hostOf(frameUrl));

/**
 * Whether a picture's host may see its cookies: only where the browser itself would send them, with picture,
 * frame and tab all of one site. Elsewhere the request would tell a third site who is asking.
 */
export function mayUseCookies(picture: string, page: PageAddresses): boolean {
  const site = siteOf(picture);
  return site !== '' && site === siteOf(page.frameUrl) && site === siteOf(page.tabUrl);
}
