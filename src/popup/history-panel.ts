import browser from 'webextension-polyfill';
import { coalesce } from '../core/coalesce';
import type { Settings } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { withDeadline } from '../messaging/deadline';
import { type Corrected, loadCorrections, watchCorrections } from '../storage/corrections';
import { NewerHistoryError, type Remembered, recall } from '../storage/history';
import { copyLabel } from './copy-label';
import { HistoryClearing } from './history-clearing';
import { HistoryExport } from './history-export';
import { HistoryFilter } from './history-filter';
import { HistoryList } from './history-list';
import { HistoryRemoval } from './history-removal';
import { judgePredictions } from './judged-prediction';
import { writeVerdict } from './write-verdict';

/** Milliseconds between two looks at the clock for "2 min. ago". */
const TICK = 30_000;

/** Milliseconds for the predictions to be read: a database may never answer. */
const PATIENCE = 10_000;

/** Shows the recent predictions, and obeys the button that forgets them. */
export function showHistory(signal: AbortSignal): { refresh(): void } {
  const empty = findElement('#history-empty', HTMLElement);
  const emptyText = findElement('#history-empty-text', HTMLElement);
  const count = findElement('#history-count', HTMLElement);
  const removal = new HistoryRemoval(() => refresh(), signal);
  const list = new HistoryList(
    {
      copy: (label) => void copyLabel(label),
      remove: ({ prediction, finding }) =>
        void removal.remove(prediction, writeVerdict(finding.verdict)),
    },
    signal,
  );
  const filter = new HistoryFilter(() => show(), signal);
  const files = new HistoryExport(signal);
  let settings: Settings | undefined;
  let predictions: readonly Remembered[] | undefined;
  let corrections: readonly Corrected[] = [];
  const show = () => {
    // Without the settings nobody knows what may be named.
    if (!settings || !predictions || signal.aborted) return;
    const judged = judgePredictions(predictions, corrections, settings);
    filter.offer(judged);
    const listed = judged.filter((each) => filter.matches(each));
    list.show(listed, settings);
    files.offer(listed, settings);
    empty.hidden = listed.length > 0;
    emptyText.textContent =
      judged.length > 0 ? text('historyNone') : whyEmpty(predictions.length > 0, settings);
    const words = writeListed(listed.length, judged.length);
    // A live region: it is touched only when its words change.
    if (count.textContent !== words) count.textContent = words;
    clearing.enable(predictions.length > 0);
  };
  const refresh = coalesce(async () => {
    try {
      [predictions, corrections] = await withDeadline(
        PATIENCE,
        Promise.all([recall(), loadCorrections()]),
      );
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
    removal.settle();
    await refresh();
    empty.focus();
  }, signal);

  followSettings((latest) => {
    settings = latest;
    show();
  }, signal);

  watchCorrections(() => void refresh(), signal);
  const clock = setInterval(() => list.tick(), TICK);
  signal.addEventListener('abort', () => clearInterval(clock), { once: true });
  void refresh();
  return { refresh: () => void refresh() };
}

function writeListed(listed: number, all: number): string {
  if (all === 0) return '';
  return listed === all
    ? text('historyCount', writeCount(all))
    : text('historyFound', writeCount(listed), writeCount(all));
}

function whyEmpty(isSomethingKept: boolean, { keepHistory }: Settings): string {
  // The popup of a private window has the private windows' database, in which there is nothing.
  if (browser.extension.inIncognitoContext) return text('historyEmptyPrivate');
  if (isSomethingKept) return text('historyEmptyUnwanted');
  return text(keepHistory ? 'historyEmpty' : 'historyEmptyOff');
}
