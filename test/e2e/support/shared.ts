import { type Browser, test as base, chromium, expect } from '@playwright/test';
import { findBrowser } from '../../../scripts/browser';
import { quietArguments } from '../../../scripts/extension-browser';
import { palette } from '../../fixtures/tiny-model';
import type { Addresses, PageCase, Tools } from '../pages/page-case';
import { colours, putColour } from './colours';
import { LocalSite } from './local-site';
import { OutsideWatch } from './outside-watch';
import { colourPng } from './pictures';
import { tinyExtension } from './prepare-extensions';
import { Sightline } from './sightline';

/** Two sites that hold a picture of every colour, and the odd files that pages take. */
export class Sites {
  readonly #site: LocalSite;
  readonly #otherSite: LocalSite;

  private constructor(site: LocalSite, otherSite: LocalSite) {
    this.#site = site;
    this.#otherSite = otherSite;
  }

  static async open(): Promise<Sites> {
    const [site, otherSite] = await Promise.all([LocalSite.open(), LocalSite.open()]);
    for (const each of [site, otherSite]) {
      for (const colour of colours) putColour(each, colour);
      each.put('/pixel.png', 'image/png', colourPng(palette.red.rgb, 1, 1));
      each.put('/tile.png', 'image/png', colourPng(palette.blue.rgb, 16, 16));
      each.put('/sprite.png', 'image/png', colourPng(palette.pink.rgb, 400, 400));
      each.put('/spacer.gif', 'image/gif', Buffer.from(SPACER, 'base64'));
    }
    return new Sites(site, otherSite);
  }

  /** Puts a page of the table, and says where it is. */
  put({ name, body, frames = {}, url }: PageCase): string {
    const path = `/pages/${name}`;
    const { port } = new URL(this.#otherSite.url('/'));
    const at: Addresses = {
      own: (colour) => this.#site.url(`/${colour}.png?${name}`),
      other: (colour) => this.#otherSite.url(`/${colour}.png?${name}`),
      file: (file) => this.#site.url(`${file}?${name}`),
      frame: (frame) => this.#site.url(`${path}/${frame}`),
      // Ports do not make a site, host names do.
      otherFrame: (frame) => `http://localhost:${port}${path}/${frame}`,
    };
    this.#site.putPage(path, body(at));
    for (const [frame, content] of Object.entries(frames)) {
      for (const site of [this.#site, this.#otherSite])
        site.putPage(`${path}/${frame}`, content(at));
    }
    return url?.(at) ?? this.#site.url(path);
  }

  async close(): Promise<void> {
    await Promise.all([this.#site.close(), this.#otherSite.close()]);
  }
}

/** A GIF of one transparent pixel. */
const SPACER = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** The window of all pages of the table. */
export const viewport = { width: 1280, height: 900 };

interface Shared {
  readonly sites: Sites;
  readonly outside: OutsideWatch;
  /** A browser with Sightline and the tiny model, for all tests of a worker process. */
  readonly shared: Sightline;
  /** The same browser without Sightline. */
  readonly plain: Browser;
}

/** A test that shares its browsers with others: each has a page of its own in them. */
export const test = base.extend<object, Shared>({
  sites: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const sites = await Sites.open();
      await use(sites);
      await sites.close();
    },
    { scope: 'worker' },
  ],
  outside: [
    // biome-ignore lint/correctness/noEmptyPattern: likewise.
    async ({}, use) => {
      const outside = await OutsideWatch.open();
      await use(outside);
      await outside.close();
      expect(outside.requests, 'requests that left this machine').toEqual([]);
    },
    { scope: 'worker' },
  ],
  shared: [
    async ({ outside }, use) => {
      const { path } = await findBrowser();
      const shared = await Sightline.launch({
        browser: path,
        extension: tinyExtension,
        viewport,
        args: outside.browserArguments,
      });
      await use(shared);
      await shared.context.close();
    },
    { scope: 'worker' },
  ],
  plain: [
    async ({ outside }, use) => {
      const { path } = await findBrowser();
      const plain = await chromium.launch({
        executablePath: path,
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
        args: [...quietArguments, ...outside.browserArguments],
      });
      await use(plain);
      await plain.close();
    },
    { scope: 'worker' },
  ],
});

/** What steps may use on a page of a browser with Sightline. */
export const toolsOf = (sightline: Sightline, url: string): Tools => ({
  async setZoom(factor) {
    await sightline.worker.evaluate(
      async ([address, zoom]) => {
        const tab = (await chrome.tabs.query({})).find((each) => each.url === address);
        if (tab?.id === undefined) throw new Error(`No tab shows ${address}`);
        await chrome.tabs.setZoomSettings(tab.id, { scope: 'per-tab' });
        await chrome.tabs.setZoom(tab.id, zoom);
      },
      [url, factor] as const,
    );
  },
});

export { expect };
