import browser from 'webextension-polyfill';
import { withDeadline } from '../messaging/deadline';

/** Milliseconds for the browser to answer. */
const PATIENCE = 2_000;

/**
 * Which hosts the user lets the extension ask for a picture: all, only the picture's own, or not even that. Browsers can
 * withhold sites from an extension; asked all the same, such a host would be told the extension's own origin, and the
 * answer could not be read. Where the browser does not tell, the request itself shows.
 *
 * @param url of http or https
 */
export async function accessFor(url: string): Promise<'all' | 'own' | 'none'> {
  try {
    if (await isGranted('http://*/*', 'https://*/*')) return 'all';
    const { protocol, hostname } = new URL(url);
    return (await isGranted(`${protocol}//${hostname}/*`)) ? 'own' : 'none';
  } catch (error) {
    console.error('The browser does not tell which sites may be read', error);
    return 'all';
  }
}

const isGranted = (...origins: string[]): Promise<boolean> =>
  withDeadline(PATIENCE, browser.permissions.contains({ origins }));
