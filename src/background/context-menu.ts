import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import { sendToAllFrames, sendToFrame } from '../messaging/send';
import { openToUser } from './budgets';
import { pagePatterns } from './content-script';
import { type FrameState, framesOf } from './frames';
import { openScreen, reach, sayOnPage } from './reach';

const IMAGE = 'classify-image';
const HERE = 'classify-here';
const ALL = 'classify-all';

/** Milliseconds for a page to take an order; it answers at once, before the picture is classified. */
const PATIENCE = 5_000;

/** Milliseconds after which frames that were still loading are reached. */
const MOMENT = 1_500;

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

/** Has all frames label their pictures, and those that load a moment later; and says so where there are none. */
async function classifyAll(tab: number): Promise<void> {
  await reach(tab, undefined, () => sendToAllFrames(tab, 'classifyAll', [], PATIENCE));
  // By then it is also known which elements have a picture by their style.
  await new Promise((resolve) => setTimeout(resolve, MOMENT));
  const frames = await framesOf(tab);
  // One that has gone meanwhile, or hangs, has no say.
  const order = ({ frame }: FrameState) =>
    sendToFrame(tab, frame, 'classifyAll', [], PATIENCE).catch(() => false);
  const found = await Promise.all(frames.map(order));
  if (!found.includes(true)) await sayOnPage(tab, browser.i18n.getMessage('noticeNoPictures'));
}

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
