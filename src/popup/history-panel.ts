import browser from 'webextension-polyfill';
import { coalesce } from '../core/coalesce';
import type { Settings } from '../core/settings';
import { judge } from '../core/verdict';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';
import { withDeadline } from '../messaging/deadline';
import { NewerHistoryError, type Remembered, recall } from '../storage/history';
import { HistoryClearing } from './history-clearing';
import { HistoryList } from './history-list';

/** Milliseconds between two looks at the clock for "2 min. ago". */
const TICK = 30_000;

/** Milliseconds for the predictions to be read: a database may never answer. */
const PATIENCE = 10_000;

/** Shows the recent predictions, and obeys the button that forgets them. */
export function showHistory(signal: AbortSignal): { refresh(): void } {
  const empty = findElement('#history-empty', HTMLElement);
  const emptyText = findElement('#history-empty-text', HTMLElement);
  const list = new HistoryList();
  let settings: Settings | undefined;
  let predictions: readonly Remembered[] | undefined;
  const show = () => {
    // Without the settings nobody knows what may be named.
    if (!settings || !predictions || signal.aborted) return;
    const listed = withoutUnwanted(predictions, settings);
    list.show(listed, settings);
    empty.hidden = listed.length > 0;
    emptyText.textContent = whyEmpty(predictions.length > 0, settings);
    clearing.enable(predictions.length > 0);
  };
  const refresh = coalesce(async () => {
    try {
      predictions = await withDeadline(PATIENCE, recall());
      show();
      for (const notice of ['noticeHistoryRead', 'noticeHistoryNewer']) withdraw(notice);
    } catch (error) {
      notify(
        error instanceof NewerHistoryError ? 'noticeHistoryNewer' : 'noticeHistoryRead',
        error,
      );
      // What cannot be read can still be forgotten.
      clearing.enable(true);
    }
  });
  const clearing = new HistoryClearing(async () => {
    await refresh();
    empty.focus();
  }, signal);

  followSettings((latest) => {
    settings = latest;
    show();
  }, signal);

  const clock = setInterval(() => list.tick(), TICK);
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(clock);
      list.release();
    },
    { once: true },
  );
  void refresh();
  return { refresh: () => void refresh() };
}

const withoutUnwanted = (predictions: readonly Remembered[], settings: Settings): Remembered[] =>
  predictions.filter(({ scores }) => judge(scores, settings).kind !== 'unwanted');

function whyEmpty(isSomethingKept: boolean, { keepHistory }: Settings): string {
  // The popup of a private window has the private windows' database, in which there is nothing.
  if (browser.extension.inIncognitoContext) return text('historyEmptyPrivate');
  if (isSomethingKept) return text('historyEmptyUnwanted');
  return text(keepHistory ? 'historyEmpty' : 'historyEmptyOff');
}
