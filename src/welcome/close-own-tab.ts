import browser from 'webextension-polyfill';

/** Closes the tab that shows this page. Its window stays: the last tab would take it along. */
export async function closeOwnTab(): Promise<void> {
  const { id, windowId } = await browser.tabs.getCurrent();
  if (id === undefined || windowId === undefined) throw new Error('This page is in no tab');
  const tabs = await browser.tabs.query({ windowId });
  if (tabs.length === 1) await browser.tabs.create({ windowId });
  await browser.tabs.remove(id);
}
