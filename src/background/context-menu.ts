import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import { sendToAllFrames, sendToFrame } from '../messaging/send';
import { openToUser } from './budgets';
import { pagePatterns } from './content-script';
import { openScreen, reach } from './reach';

const IMAGE = 'classify-image';
const HERE = 'classify-here';
const ALL = 'classify-all';

/** Milliseconds for a page to take an order; it answers at once, before the picture is classified. */
const PATIENCE = 5_000;

const items = (): Menus.CreateCreatePropertiesType[] => [
  {
    id: IMAGE,
    title: browser.i18n.getMessage('menuClassify'),
    contexts: ['image', 'video'],
  },
  {
    // A picture that is a link has this one too: a browser knows no "but".
    id: HERE,
    title: browser.i18n.getMessage('menuClassifyHere'),
    contexts: ['page', 'frame', 'link', 'selection', 'editable'],
  },
  {
    id: ALL,
    title: browser.i18n.getMessage('menuClassifyAll'),
    contexts: ['page', 'frame', 'action'],
  },
];

/** The browser keeps menu items over restarts: they are made once, at installation and update. */
export async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const item of items()) {
    browser.contextMenus.create({ ...item, documentUrlPatterns: [...pagePatterns] });
  }
}

/**
 * Private windows have items of their own, which go with the last of these windows and of whose absence no event tells:
 * they are made whenever the worker starts. To remove what is there would take those of the ordinary windows too.
 */
export function createPrivateMenu(): void {
  for (const item of items()) {
    browser.contextMenus.create({ ...item, documentUrlPatterns: [...pagePatterns] }, () => {
      const { message = '' } = browser.runtime.lastError ?? {};
      // It is there already: the worker has started before.
      if (message !== '' && !/duplicate/i.test(message)) {
        console.error('The menu of private windows could not be made', message);
      }
    });
  }
}

/** Has the page carry out what was chosen: one picture by the frame that was clicked in, all by every frame. */
export async function onMenuClick(info: Menus.OnClickData, tab?: Tabs.Tab): Promise<void> {
  if (tab?.id === undefined) return;
  openToUser(tab.id);
  if (info.menuItemId === ALL) await classifyAll(tab.id);
  if (info.menuItemId === IMAGE || info.menuItemId === HERE) await classifyOne(info, tab.id);
}

const classifyAll = (tab: number): Promise<void> =>
  reach(tab, undefined, () => sendToAllFrames(tab, 'classifyAll', [], PATIENCE));

async function classifyOne(info: Menus.OnClickData, tab: number): Promise<void> {
  const { menuItemId, mediaType, srcUrl, frameId = 0 } = info;
  await openScreen(tab, frameId);
  await reach(tab, frameId, () =>
    // A video's address tells nothing of what it shows now.
    menuItemId === IMAGE && mediaType === 'image' && srcUrl !== undefined
      ? sendToFrame(tab, frameId, 'classifyPicture', [{ url: srcUrl }], PATIENCE)
      : sendToFrame(tab, frameId, 'classifyHere', [], PATIENCE),
  );
}
