import browser, { type Tabs } from 'webextension-polyfill';

const PAGE = 'src/correction/correction.html';

/** Names what the picture's bytes hold that the window is open for. In memory alone: an address would stay in the browser's history. */
let subject: string | undefined;

/** What the window asks for a word for; undefined where nobody wanted one, or the worker has died since. */
export const wordSubject = (): string | undefined => subject;

/** Size of the window, in CSS pixels. */
const SIZE = { width: 420, height: 420 };

/** Its tab, while the worker lives that opened it. */
let made: number | undefined;

let lastOpened: Promise<unknown> = Promise.resolve();

/**
 * Opens the window in which the user types a word for a picture: what is typed on a page the page could read. There is
 * never more than one, whoever asks for it how often.
 *
 * @param content names what the picture's bytes hold
 */
export function openWordWindow(content: string, isPrivate: boolean): Promise<void> {
  // One after another: of two at a time neither would see the other's window.
  const opened = lastOpened.then(() => open(content, isPrivate));
  lastOpened = opened.catch(() => undefined);
  return opened;
}

async function open(content: string, isPrivate: boolean): Promise<void> {
  subject = content;
  const url = browser.runtime.getURL(PAGE);
  const earlier = await find(url, isPrivate);
  if (earlier?.id === undefined || earlier.windowId === undefined) {
    const { tabs } = await browser.windows.create({
      url,
      type: 'popup',
      incognito: isPrivate,
      ...SIZE,
    });
    made = tabs?.[0]?.id;
    return;
  }
  await browser.tabs.reload(earlier.id);
  await browser.windows.update(earlier.windowId, { focused: true });
}

/** The tab of the window, if it is open. Without a permission for tabs these tell no address of the extension's. */
async function find(url: string, isPrivate: boolean): Promise<Tabs.Tab | undefined> {
  const contexts = await browser.runtime.getContexts({
    contextTypes: ['TAB'],
    documentUrls: [url],
  });
  // One that was opened just now may not show its page yet.
  const tab = contexts.find(({ incognito }) => incognito === isPrivate)?.tabId ?? made;
  return tab === undefined ? undefined : browser.tabs.get(tab).catch(() => undefined);
}
