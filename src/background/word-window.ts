import browser from 'webextension-polyfill';
import type { WordSubject } from '../messaging/protocol';

const PAGE = 'src/correction/correction.html';

/** What the window is open for. In memory alone: an address would stay in the browser's history. */
let subject: WordSubject | undefined;

/** What the window asks for a word for; undefined where nobody wanted one, or the worker has died since. */
export const wordSubject = (): WordSubject | undefined => subject;

/** Size of the window, in CSS pixels. */
const SIZE = { width: 420, height: 420 };

/**
 * Opens the window in which the user types a word for a picture: what is typed on a page the page could read. There is
 * never more than one.
 */
export async function openWordWindow(about: WordSubject, isPrivate: boolean): Promise<void> {
  subject = about;
  const url = browser.runtime.getURL(PAGE);
  const open = await browser.tabs.query({ url: [`${url}*`] });
  const [earlier] = open.filter(({ incognito }) => incognito === isPrivate);
  if (earlier?.id === undefined || earlier.windowId === undefined) {
    await browser.windows.create({ url, type: 'popup', incognito: isPrivate, ...SIZE });
    return;
  }
  await browser.tabs.update(earlier.id, { url });
  await browser.windows.update(earlier.windowId, { focused: true });
}
