import {
  type BrowserContext,
  type CDPSession,
  expect,
  type Page,
  type Worker,
} from '@playwright/test';
import { type LaunchOptions, launchWithExtension } from '../../../scripts/extension-browser';
import { type LabelledPicture, pictureLabels } from '../../../scripts/picture-labels';
import { BadgeReader, isAnswer, type SeenBadge } from '../../../scripts/read-badges';
import type { EngineStatus } from '../../../src/core/engine-status';
import { debugBrowser } from './target-session';

/** A browser with Sightline in it, as a test handles it. */
export class Sightline {
  readonly context: BrowserContext;
  readonly id: string;
  /** Of the unpacked extension. */
  readonly folder: string;

  private constructor(context: BrowserContext, id: string, folder: string) {
    this.context = context;
    this.id = id;
    this.folder = folder;
  }

  static async launch(options: LaunchOptions): Promise<Sightline> {
    const { context, id } = await launchWithExtension(options);
    return new Sightline(context, id, options.extension);
  }

  /** The service worker that runs now. */
  get worker(): Worker {
    const worker = this.context.serviceWorkers().at(-1);
    if (!worker) throw new Error('No service worker runs');
    return worker;
  }

  /** A debugger's session with the browser as a whole. */
  debugBrowser(): Promise<CDPSession> {
    return debugBrowser(this.context);
  }

  /** Opens a page, with a reader of its badges. */
  async open(url: string): Promise<{ page: Page; reader: BadgeReader }> {
    const page = await this.context.newPage();
    await page.goto(url);
    return { page, reader: await BadgeReader.open(page) };
  }

  /** Opens the popup as a page, about the tab that shows another page. */
  async openPopup(about?: Page): Promise<Page> {
    const tab = about && (await this.tabOf(about));
    const popup = await this.context.newPage();
    const query = tab === undefined ? '' : `?tab=${tab}`;
    await popup.goto(`chrome-extension://${this.id}/src/popup/popup.html${query}`);
    return popup;
  }

  /** Opens the page of settings. */
  async openOptions(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.id}/src/options/options.html`);
    return page;
  }

  /** Opens the page of diagnostics. */
  async openDiagnostics(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.id}/src/diagnostics/diagnostics.html`);
    return page;
  }

  /** Opens the page that greets, which the browser has opened once by itself. */
  async openWelcome(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.id}/src/welcome/welcome.html`);
    return page;
  }

  /** The browser's number of the tab that shows a page. */
  async tabOf(page: Page): Promise<number> {
    const url = page.url();
    const tab = await this.worker.evaluate(
      async (address) => (await chrome.tabs.query({})).find((each) => each.url === address)?.id,
      url,
    );
    if (tab === undefined) throw new Error(`No tab shows ${url}`);
    return tab;
  }

  /** What the engine says of itself. */
  async status(from: Page): Promise<EngineStatus> {
    const reply = await from.evaluate(() =>
      chrome.runtime.sendMessage({ to: 'background', method: 'status', payload: [] }),
    );
    return reply.value;
  }

  /** Stands for a click on "Classify image" in the context menu of a picture. */
  async clickMenu(page: Page, pictureUrl: string): Promise<void> {
    await this.#chooseItem(page, {
      menuItemId: 'classify-image',
      srcUrl: pictureUrl,
      mediaType: 'image',
    });
  }

  /** Opens the context menu at a point of the page's viewport and stands for a click on one of its items. */
  async clickMenuAt(
    page: Page,
    item: 'classify-here' | 'classify-all' | 'classify-image',
    at: { readonly x: number; readonly y: number },
    more: Partial<chrome.contextMenus.OnClickData> = {},
  ): Promise<void> {
    // No menu is drawn: it would take the keyboard and the mouse.
    await page.evaluate(() =>
      addEventListener('contextmenu', (event) => event.preventDefault(), { once: true }),
    );
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await this.#chooseItem(page, { menuItemId: item, ...more });
  }

  async #chooseItem(page: Page, chosen: Partial<chrome.contextMenus.OnClickData>): Promise<void> {
    const tabId = await this.tabOf(page);
    await this.worker.evaluate(
      async ([id, data]) => {
        const info = {
          frameId: 0,
          editable: false,
          pageUrl: '',
          ...data,
        } as chrome.contextMenus.OnClickData;
        // Typed as an event of the page's side only; tests may fire it.
        const event = chrome.contextMenus.onClicked as unknown as {
          dispatch(info: chrome.contextMenus.OnClickData, tab: chrome.tabs.Tab): void;
        };
        event.dispatch(info, await chrome.tabs.get(id));
      },
      [tabId, chosen] as const,
    );
  }

  /**
   * Stands for pressing the keys of a shortcut: a browser without a window takes keys for its page alone, and none of
   * its own or its extensions' shortcuts.
   */
  async press(page: Page, command: string): Promise<void> {
    await page.bringToFront();
    await this.worker.evaluate(async (name) => {
      // Typed as an event of the page's side only; tests may fire it.
      const event = chrome.commands.onCommand as unknown as {
        dispatch(command: string, tab: chrome.tabs.Tab): void;
      };
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      if (!tab) throw new Error('No tab is in front');
      event.dispatch(name, tab);
    }, command);
  }

  /** How many pictures of a page are labelled, as its toolbar button counts them. */
  async labelled(page: Page): Promise<number> {
    const tabId = await this.tabOf(page);
    return Number(
      await this.worker.evaluate((id) => chrome.action.getBadgeText({ tabId: id }), tabId),
    );
  }

  /** Stops the service worker as the browser does when it is idle. */
  async stopWorker(): Promise<void> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.id}/icons/icon-16.png`);
    const session = await this.context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    const stopped = new Promise<void>((resolve) => {
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
      });
    });
    await session.send('ServiceWorker.stopAllWorkers');
    await stopped;
    await page.close();
  }
}

/**
 * The names on the badges of a page, sorted, once there are as many as expected.
 *
 * @param timeout milliseconds for them to come, where something has to be waited for first
 */
export async function expectNames(
  reader: BadgeReader,
  names: readonly string[],
  timeout?: number,
): Promise<void> {
  const seen = async () => (await reader.badges()).map(({ name }) => name).sort();
  await expect.poll(seen, timeout === undefined ? {} : { timeout }).toEqual([...names].sort());
}

/** The one badge of a page, once it says what it is expected to. */
export async function expectOnly(reader: BadgeReader, name: string): Promise<SeenBadge> {
  await expectNames(reader, [name]);
  const [badge] = await reader.badges();
  if (!badge) throw new Error('The badge went');
  return badge;
}

/** The pictures of a page with their badges, once each has a label, or says that there is none. */
export async function allLabelled(page: Page, reader: BadgeReader): Promise<LabelledPicture[]> {
  let pictures: LabelledPicture[] = [];
  await expect
    .poll(
      async () => {
        pictures = await pictureLabels(page, reader);
        return pictures.filter(({ badge }) => !isAnswer(badge)).map(({ source }) => source);
      },
      { timeout: 60_000 },
    )
    .toEqual([]);
  return pictures;
}

/** The most likely names on the card of a badge, which opens under the pointer. */
export async function cardNames(
  page: Page,
  reader: BadgeReader,
  { box }: SeenBadge,
): Promise<string[]> {
  const names = async () => (await reader.card()).map(({ name }) => name);
  await page.mouse.move(0, 0);
  await expect.poll(names).toEqual([]);
  await page.mouse.move(box.x + 5, box.y + 5);
  await expect.poll(names).not.toEqual([]);
  return names();
}
