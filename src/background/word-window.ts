import browser from 'webextension-polyfill';

const PAGE = 'src/correction/correction.html';

/** Size of the window, in CSS pixels. */
const SIZE = { width: 420, height: 420 };

/**
 * Opens the window in which the user types a word for a picture: what is typed on a page the page could read. There is
 * never more than one.
 *
 * @param content names what the picture's bytes hold
 */
export async function openWordWindow(content: string, isPrivate: boolean): Promise<void> {
  const url = browser.runtime.getURL(`${PAGE}?${new URLSearchParams({ content })}`);
  const open = await browser.tabs.query({ url: [`${browser.runtime.getURL(PAGE)}*`] });
  const [earlier] = open.filter(({ incognito }) => incognito === isPrivate);
  if (earlier?.id === undefined || earlier.windowId === undefined) {
    await browser.windows.create({ url, type: 'popup', incognito: isPrivate, ...SIZE });
    return;
  }
  await browser.tabs.update(earlier.id, { url });
  await browser.windows.update(earlier.windowId, { focused: true });
}
