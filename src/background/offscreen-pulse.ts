import browser from 'webextension-polyfill';
import { withDeadline } from '../messaging/deadline';
import { LateAnswerError } from '../messaging/send';
import { fallSilent } from './fall-silent';
import { noteEvent } from './incident-log';
import { isOffscreenThere, offscreenLine } from './offscreen-line';

/** Milliseconds between two looks at a document that is being waited for, and for it to answer one. */
const PAUSE = 15_000;
const PATIENCE = 15_000;

/** Looks in a row that are not answered by a document that hangs; a machine that was asleep misses one. */
const SILENCES = 2;

/** Milliseconds between two signs of life: the browser stops a worker that gives it none for 30 s. */
const BEAT = 20_000;

let asking = 0;
let isWatching = false;

/**
 * Waits for work of the offscreen document, and sees to it that it goes on meanwhile. What its page hangs over holds up
 * every page of the extension, also one that is opened in its place: only an end of their process ends that.
 */
export async function withPulse<T>(work: () => Promise<T>): Promise<T> {
  asking++;
  watchOver().catch((error) => console.error('The offscreen document is not watched', error));
  try {
    return await work();
  } finally {
    asking--;
  }
}

async function watchOver(): Promise<void> {
  if (isWatching) return;
  isWatching = true;
  // A call of the browser is one; what is said over a line is none, and a port on which a page waits holds no worker.
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), BEAT);
  try {
    for (let silences = 0; silences < SILENCES; ) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (asking === 0) return;
      silences = (await isSilent()) ? silences + 1 : 0;
    }
    await endProcess();
  } finally {
    clearInterval(beat);
    isWatching = false;
  }
}

/** Whether it is there and does not answer; one that is not there is opened by who asks it. */
async function isSilent(): Promise<boolean> {
  try {
    await offscreenLine.ask('status', [], PATIENCE);
    return false;
  } catch (error) {
    if (error instanceof LateAnswerError) return true;
    // In a process that hangs, one that was opened anew never comes to listen.
    return isOffscreenThere();
  }
}

/**
 * Ends the process that hangs: it goes when nothing of the extension is left in it, and pages, whose lines are cut then,
 * ask a worker in a new one. A page of the extension that is opened meanwhile holds it, until it is ended again. What
 * hangs each time is given up by the page that asks, after some thirty times.
 *
 * runtime.reload() would be quicker, but has its worker come up in the old process now and then, where each call of the
 * browser is answered "No SW" (Chromium 150). A worker that merely rests is not stopped while any page has something to
 * say.
 */
async function endProcess(): Promise<void> {
  const told = noteEvent({ what: 'extension-restarted' });
  await withDeadline(PATIENCE, Promise.allSettled([told, closePages()])).catch(() => undefined);
  // Not awaited: a worker that went on would open another in the same process.
  void chrome.offscreen.closeDocument();
  fallSilent();
}

async function closePages(): Promise<void> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
  await Promise.allSettled(contexts.map(({ tabId }) => browser.tabs.remove(tabId)));
}
