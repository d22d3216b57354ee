import browser from 'webextension-polyfill';
import { LateAnswerError } from '../messaging/send';
import { loadRestarts, saveRestarts } from '../storage/restarts';
import { inPrivateWindows } from './in-private-windows';
import { noteEvent } from './incident-log';
import { offscreenLine } from './offscreen-line';

/** Milliseconds between two looks at a document that is being waited for, and for it to answer one. */
const PAUSE = 15_000;
const PATIENCE = 15_000;

/** Looks in a row that are not answered by a document that hangs; a machine that was asleep misses one. */
const SILENCES = 2;

/** Restarts within milliseconds that help; more would only trouble people. */
const MOST = 3;
const SPAN = 3_600_000;

/** Milliseconds that a restart takes at most. */
const JUST = 30_000;

/** Milliseconds between two signs of life: the browser stops a worker that gives it none for 30 s. */
const BEAT = 20_000;

let asking = 0;
let isWatching = false;

/**
 * Waits for work of the offscreen document, and sees to it that it goes on meanwhile. What its page hangs over holds up
 * every page of the extension, also one that is opened in its place: only a restart of the extension ends that.
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
    await restart();
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
    return error instanceof LateAnswerError;
  }
}

/** Takes down that the extension has just restarted itself, which nothing but its storage remembers. */
export async function tellOfRestart(): Promise<void> {
  const since = Date.now() - Math.max(...(await loadRestarts()));
  if (since >= 0 && since < JUST) await noteEvent({ what: 'extension-restarted' });
}

/** Ends all that runs of the extension, and begins anew; open pages get its script again, and ask again. */
async function restart(): Promise<void> {
  if (await mayRestart()) browser.runtime.reload();
}

/** Whether another restart may help, which it then takes down. */
async function mayRestart(): Promise<boolean> {
  // Only the disk would remember how often, and nothing of private windows goes there.
  if (inPrivateWindows()) return false;
  const now = Date.now();
  // The clock may have been set back since.
  const recent = (await loadRestarts()).filter((at) => Math.abs(now - at) < SPAN);
  if (recent.length >= MOST) return false;
  await saveRestarts([...recent, now]);
  return true;
}
