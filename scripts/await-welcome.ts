import type { BrowserContext, Page, Worker } from '@playwright/test';

/** Milliseconds for the browser to open a page. */
const DEADLINE = 30_000;

/**
 * Waits until the page that greets after an installation has been opened, so that it does not come in front of what is
 * opened next.
 *
 * @param worker the extension's
 * @returns that page; undefined where it was opened in an earlier life of the profile
 */
export async function awaitWelcome(
  context: BrowserContext,
  worker: Worker,
): Promise<Page | undefined> {
  const address = await worker.evaluate(untilOpened, DEADLINE);
  if (address === undefined) return undefined;
  const isWelcome = (page: Page) => page.url() === address;
  return (
    context.pages().find(isWelcome) ??
    context.waitForEvent('page', { predicate: isWelcome, timeout: DEADLINE })
  );
}

/** Runs in the worker: the address of the page, if a tab shows it. */
async function untilOpened(deadline: number): Promise<string | undefined> {
  const end = Date.now() + deadline;
  while ((await chrome.storage.local.get('welcome')).welcome !== 'shown') {
    if (Date.now() > end) throw new Error('The welcome page was not opened');
    await new Promise((later) => setTimeout(later, 5));
  }
  const address = chrome.runtime.getURL('src/welcome/welcome.html');
  const tabs = await chrome.tabs.query({});
  return tabs.some(({ url, pendingUrl }) => (pendingUrl || url) === address) ? address : undefined;
}
