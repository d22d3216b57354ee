import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import { NoAnswerError, sendToFrame } from '../messaging/send';
import { injectContentScript } from './content-script';

const ITEM = 'classify-image';

/** Milliseconds for a page to take an order; it answers at once, before the picture is classified. */
const PATIENCE = 5_000;

/** The browser keeps menu items over restarts: they are made once, at installation and update. */
export async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: ITEM,
    title: browser.i18n.getMessage('menuClassify'),
    contexts: ['image'],
    documentUrlPatterns: ['http://*/*', 'https://*/*'],
  });
}

/** Has the frame that was clicked in classify its picture. */
export async function onMenuClick(info: Menus.OnClickData, tab?: Tabs.Tab): Promise<void> {
  if (info.menuItemId !== ITEM || info.srcUrl === undefined || tab?.id === undefined) return;
  const frame = info.frameId ?? 0;
  const order = [{ url: info.srcUrl }] as const;
  try {
    await sendToFrame(tab.id, frame, 'classifyPicture', [...order], PATIENCE);
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    await injectContentScript(tab.id, frame);
    await sendToFrame(tab.id, frame, 'classifyPicture', [...order], PATIENCE);
  }
}
