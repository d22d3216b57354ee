import { test as base, expect } from '@playwright/test';
import { findBrowser } from '../../../scripts/browser';
import type { LaunchOptions } from '../../../scripts/extension-browser';
import { LocalSite } from './local-site';
import { OutsideWatch } from './outside-watch';
import { tinyExtension } from './prepare-extensions';
import { Sightline } from './sightline';

interface Fixtures {
  /** A site on this machine. */
  readonly site: LocalSite;
  /** Another origin on this machine. */
  readonly otherSite: LocalSite;
  /** Starts a browser with Sightline; all that a test starts are closed after it. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<Sightline>;
  /** A browser with Sightline and the tiny model. */
  readonly sightline: Sightline;
}

/** A test whose browsers can reach nothing but this machine, and which fails if one tries. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  site: async ({}, use) => {
    const site = await LocalSite.open();
    await use(site);
    await site.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: likewise.
  otherSite: async ({}, use) => {
    const site = await LocalSite.open();
    await use(site);
    await site.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: likewise.
  launch: async ({}, use) => {
    const outside = await OutsideWatch.open();
    const launched: Sightline[] = [];
    await use(async ({ args = [], ...options } = {}) => {
      const { path } = await findBrowser();
      const sightline = await Sightline.launch({
        browser: path,
        extension: tinyExtension,
        ...options,
        args: [...outside.browserArguments, ...args],
      });
      launched.push(sightline);
      return sightline;
    });
    for (const { context } of launched) await context.close();
    await outside.close();
    expect(outside.requests, 'requests that left this machine').toEqual([]);
  },
  sightline: async ({ launch }, use) => {
    await use(await launch());
  },
});

export { expect };
