import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { awaitWelcome } from '../../../scripts/await-welcome';
import { findBrowser } from '../../../scripts/browser';
import { type ExtensionBrowser, quietArguments } from '../../../scripts/extension-browser';
import { removeUsedFolder } from '../../../scripts/remove-used-folder';
import { OutsideWatch } from './outside-watch';
import { tinyExtension } from './prepare-extensions';

/** A browser with Sightline whose tabs hide each other, as people's do: Playwright's own all think they are seen. */
export interface NaturalBrowser extends ExtensionBrowser {
  /** Lets go of the browser meanwhile, for under a debugger no worker ever sleeps; the context is then another one. */
  undebugged<T>(work: () => Promise<T>): Promise<T>;
  /** The page that is open at an address; one from before the browser was let go of is of no use any more. */
  pageAt(url: string): Page;
  /** @returns requests that tried to leave this machine */
  close(): Promise<readonly string[]>;
}

/**
 * @param extension folder of the unpacked extension
 * @param args more arguments of the browser
 */
export async function launchNaturalBrowser(
  extension = tinyExtension,
  args: readonly string[] = [],
): Promise<NaturalBrowser> {
  const outside = await OutsideWatch.open();
  const profile = await mkdtemp(join(tmpdir(), 'sightline-profile-'));
  const { path } = await findBrowser();
  const program = spawn(
    path,
    [
      '--headless=new',
      ...quietArguments,
      // Playwright's own browsers speak English wherever they run.
      '--lang=en-US',
      // It would ask what time it is and for hints on pages, and be ready for a search.
      '--disable-features=NetworkTimeServiceQuerying,OptimizationHints,PreconnectToSearch',
      ...outside.browserArguments,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--user-data-dir=${profile}`,
      ...args,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => {
    program.once('close', () => resolve());
  });
  const end = async () => {
    program.kill();
    await gone;
    await removeUsedFolder(profile);
    await outside.close();
    return outside.requests;
  };
  try {
    const address = await debuggerOf(program);
    let [browser, context] = await attach(address);
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    await (await awaitWelcome(context, worker))?.close();
    return {
      id: new URL(worker.url()).host,
      get context() {
        return context;
      },
      undebugged: async (work) => {
        await browser.close();
        try {
          return await work();
        } finally {
          [browser, context] = await attach(address);
        }
      },
      pageAt: (url) => {
        const page = context.pages().find((each) => each.url() === url);
        if (!page) throw new Error(`No page is open at ${url}`);
        return page;
      },
      close: async () => {
        await browser.close();
        return end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function attach(address: string): Promise<[Browser, BrowserContext]> {
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no context');
  return [browser, context];
}

/** The address that the browser writes out at its start. */
function debuggerOf(program: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    program.stderr?.on('data', (part) => {
      text += part;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(text) ?? [];
      if (address) resolve(address);
    });
    program.once('error', reject);
    program.once('close', () => reject(new Error(`The browser ended: ${text}`)));
  });
}
