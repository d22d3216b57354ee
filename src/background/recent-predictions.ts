import { announce } from '../messaging/announce';
import { withDeadline } from '../messaging/deadline';
import { type Remembering, remember } from '../storage/history';
import { loadSettings } from '../storage/settings';

/** Milliseconds in which predictions are gathered: to write many down at once costs little more than one. */
const PAUSE = 250;

/** Milliseconds for them to be written: a database may never answer. */
const PATIENCE = 10_000;

let waiting: Remembering[] = [];
let writing: Promise<void> | undefined;
/** What is being written to the database. */
let underWay: Promise<unknown> = Promise.resolve();

/** Writes a prediction down with those that come at the same time, and tells the popup. */
export function rememberSoon(prediction: Remembering): Promise<void> {
  waiting.push(prediction);
  writing ??= write();
  return writing;
}

/** Drops what has not been written yet; resolves when what is being written is there, to be forgotten with the rest. */
export async function dropWaiting(): Promise<void> {
  waiting = [];
  await underWay;
}

async function write(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const predictions = waiting;
  waiting = [];
  writing = undefined;
  if (predictions.length === 0) return;
  const work = keep(predictions);
  underWay = work.catch(() => undefined);
  await work;
  await announce('historyChanged', []);
}

async function keep(predictions: readonly Remembering[]): Promise<void> {
  // It may have been switched off meanwhile.
  if (!(await loadSettings()).keepHistory) return;
  await withDeadline(PATIENCE, remember(...predictions));
}
