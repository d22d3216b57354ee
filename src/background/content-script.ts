import browser from 'webextension-polyfill';
import { withDeadline } from '../messaging/deadline';
import { inPrivateWindows } from './in-private-windows';

/** The pages that it runs on; those of files only where the user lets the extension at files. */
export const pagePatterns = ['http://*/*', 'https://*/*', 'file:///*'] as const;

/** The content script's file, as the build named it. */
const files = (): string[] => browser.runtime.getManifest().content_scripts?.[0]?.js ?? [];

/** Brings the content script into one frame, or all frames, of a page that was open before the extension. */
export async function injectContentScript(tabId: number, frame?: number): Promise<void> {
  const target = frame === undefined ? { allFrames: true } : { frameIds: [frame] };
  await browser.scripting.executeScript({ target: { tabId, ...target }, files: files() });
}

/** Milliseconds for a script to run in a page, which may hang. */
const PATIENCE = 5_000;

/**
 * The browser's name for the document that a frame shows now, as it stands in the messages from there.
 *
 * @throws Error where the extension may run nothing, or nothing runs
 */
export async function documentIn(tabId: number, frame: number): Promise<string> {
  const target = { tabId, frameIds: [frame] };
  const asking = browser.scripting.executeScript({
    target,
    func: () => undefined,
    injectImmediately: true,
  });
  const [found] = await withDeadline(PATIENCE, asking);
  // The types do not know it yet.
  const { documentId } = (found ?? {}) as Partial<chrome.scripting.InjectionResult>;
  if (documentId === undefined) throw new Error('The frame shows nothing');
  return documentId;
}

/** The script that shows badges; see content/late-overlay.ts and scripts/lean-content-script.ts. */
const OVERLAY = 'src/content/overlay.iife.js';

/** Brings the script that shows badges into one frame. */
export async function injectOverlay(tabId: number, frame: number): Promise<void> {
  const target = { tabId, frameIds: [frame] };
  await browser.scripting.executeScript({ target, files: [OVERLAY], injectImmediately: true });
}

/** Where the session remembers that open pages have the script: it is over when the extension is switched off, too. */
const reachedKey = (): string => (inPrivateWindows() ? 'private-pages-reached' : 'pages-reached');

/**
 * Whether the extension, rather than the worker alone, has just started: at installation, after an update, and when it
 * was switched off and on, of which no event tells. Says so once.
 */
export async function isStart(): Promise<boolean> {
  const key = reachedKey();
  const { [key]: isDone } = await browser.storage.session.get(key);
  if (isDone) return false;
  await browser.storage.session.set({ [key]: true });
  return true;
}

/** Brings it into every open page. One that is still loading takes it later, and is not waited for. */
export async function reachOpenPages(): Promise<void> {
  const tabs = await openTabs();
  // Some pages, such as the browser's own store, take no script: they are no reason to leave out the others.
  await Promise.allSettled(tabs.map((tab) => withDeadline(PATIENCE, injectContentScript(tab))));
}

/** The browser's numbers of the tabs that hold a page where the script runs, or may. */
export async function openTabs(): Promise<number[]> {
  const tabs = await browser.tabs.query({ url: [...pagePatterns], discarded: false });
  return tabs.flatMap(({ id }) => id ?? []);
}
