import type { BrowserContext, Page, Worker } from '@playwright/test';

/** Milliseconds for the browser to open a page. */
const DEADLINE = 30_000;

/**
 * Waits until the page that greets after an installation has been opened, so that it does not come in front of what is
 * opened next.
 *
 * @param context of a browser that has just been started, with one tab
 * @param worker the extension's
 * @returns that page; undefined where it was opened in an earlier life of the profile
 */
export async function awaitWelcome(
  context: BrowserContext,
  worker: Worker,
): Promise<Page | undefined> {
  const tabs = await worker.evaluate(untilOpened, DEADLINE);
  if (tabs === 1) return undefined;
  const address = new URL('/src/welcome/welcome.html', worker.url()).href;
  const isWelcome = (page: Page) => page.url() === address;
  return (
    context.pages().find(isWelcome) ??
    context.waitForEvent('page', { predicate: isWelcome, timeout: DEADLINE })
  );
}

/** Runs in the worker, which may not know what its tabs show: how many there are. */
async function untilOpened(deadline: number): Promise<number> {
  const end = Date.now() + deadline;
  while ((await chrome.storage.local.get('welcome')).welcome !== 'shown') {
    if (Date.now() > end) throw new Error('The welcome page was not opened');
    await new Promise((later) => setTimeout(later, 5));
  }
  return (await chrome.tabs.query({})).length;
}
