import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import { loadWelcome, saveWelcome } from '../storage/welcome';
import { inPrivateWindows } from './in-private-windows';

const PAGE = 'src/welcome/welcome.html';

/** Opens the welcome page after the installation, if it never was: an extension that was only loaded anew has greeted. */
export async function welcome(reason: Runtime.OnInstalledReason): Promise<void> {
  if (reason !== 'install' || inPrivateWindows() || (await loadWelcome()) !== undefined) return;
  await saveWelcome('due');
  await openDueWelcome();
}

/** Opens the welcome page if it is due: an earlier worker may have ended over it, or there was no window for it. */
export async function openDueWelcome(): Promise<void> {
  if (inPrivateWindows() || (await loadWelcome()) !== 'due') return;
  await browser.tabs.create({ url: browser.runtime.getURL(PAGE) });
  await saveWelcome('shown');
}
