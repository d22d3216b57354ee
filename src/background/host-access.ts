import browser from 'webextension-polyfill';
import { withDeadline } from '../messaging/deadline';

/** Milliseconds for the browser to answer; where it does not, the request itself shows. */
const PATIENCE = 2_000;

/** Whether nothing is withheld of what the manifest asks for; kept until the user changes it. */
let hasAll: Promise<boolean> | undefined;

const forgetAnswer = () => {
  hasAll = undefined;
};
browser.permissions.onAdded.addListener(forgetAnswer);
browser.permissions.onRemoved.addListener(forgetAnswer);

/**
 * Whether the user lets the extension ask a picture's host: browsers can withhold sites from it. Asked all the same, such
 * a host would be told the extension's own origin, and the answer could not be read.
 *
 * @param url of http or https
 */
export async function mayAsk(url: string): Promise<boolean> {
  hasAll ??= isGranted('http://*/*', 'https://*/*');
  if (await hasAll) return true;
  const { protocol, hostname } = new URL(url);
  return isGranted(`${protocol}//${hostname}/*`);
}

const isGranted = (...origins: readonly string[]): Promise<boolean> =>
  withDeadline(PATIENCE, browser.permissions.contains({ origins: [...origins] })).catch(() => true);
