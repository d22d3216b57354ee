import { type BrowserContext, chromium } from '@playwright/test';
import { awaitWelcome } from './await-welcome';

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  /** The extension's id, in the addresses of its pages. */
  readonly id: string;
}

export interface LaunchOptions {
  /** The browser's program. */
  readonly browser: string;
  /** Folder of the unpacked extension. */
  readonly extension: string;
  /** Folder of the browser's profile; empty for one that is thrown away. */
  readonly profile?: string;
  readonly headless?: boolean;
  readonly args?: readonly string[];
  /** Null for the one that this computer is set to. */
  readonly colorScheme?: 'light' | 'dark' | null;
  /** Null for the window's own. */
  readonly viewport?: { readonly width: number; readonly height: number } | null;
  /** Pixels of the screen to a CSS pixel; what this computer has where none is given. */
  readonly deviceScaleFactor?: number;
  /** Whether the page that greets after an installation, as each start of a new profile is one, stays open. */
  readonly welcome?: boolean;
}

/** Milliseconds for the browser to start the extension. */
const START_DEADLINE = 30_000;

const NOWHERE = 'http://127.0.0.1:9/';

/** Keeps a browser from reaching for the network by itself. */
export const quietArguments: readonly string[] = [
  // Chromium's sandbox does not start for root, as on most build machines.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  // Chromium asks for updates, accounts and messages in spite of the above: at an address where nobody answers.
  `--component-updater=url-source=${NOWHERE}`,
  `--gaia-url=${NOWHERE}`,
  `--google-base-url=${NOWHERE}`,
  `--gcm-checkin-url=${NOWHERE}`,
  `--gcm-registration-url=${NOWHERE}`,
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Starts a browser with the unpacked extension in it, and nothing that reaches for the network by itself. */
export async function launchWithExtension({
  browser,
  extension,
  profile = '',
  headless = true,
  args = [],
  colorScheme = 'light',
  viewport = { width: 1280, height: 900 },
  welcome = false,
  ...screen
}: LaunchOptions): Promise<ExtensionBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless,
    colorScheme,
    viewport,
    ...screen,
    // People's browsers have it on.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      ...quietArguments,
      // Both are needed: the first keeps out whatever else is installed.
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...args,
    ],
  });
  try {
    const worker =
      context.serviceWorkers()[0] ??
      (await context.waitForEvent('serviceworker', { timeout: START_DEADLINE }));
    const greeting = await awaitWelcome(context, worker);
    if (!welcome) await greeting?.close();
    return { context, id: new URL(worker.url()).host };
  } catch (error) {
    await context.close();
    throw new Error(
      `The browser at ${browser} did not start the extension. Chrome itself no longer takes extensions from the command line: set CHROME_PATH to a Chromium.`,
      { cause: error },
    );
  }
}
