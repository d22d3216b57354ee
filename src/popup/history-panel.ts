import { recall } from '../storage/history';
import { coalesce } from './coalesce';
import { findElement } from './find-element';
import { followSettings } from './follow-settings';
import { HistoryClearing } from './history-clearing';
import { HistoryList } from './history-list';
import { notify, withdraw } from './notices';
import { text } from './text';

/** Milliseconds between two looks at the clock for "2 min. ago". */
const TICK = 30_000;

/** Shows the recent predictions, and obeys the switch and the button that rule them. */
export function showHistory(signal: AbortSignal): { refresh(): void } {
  const keep = findElement('#keep-history', HTMLInputElement);
  const empty = findElement('#history-empty', HTMLElement);
  const emptyText = findElement('#history-empty-text', HTMLElement);
  const list = new HistoryList();
  const refresh = coalesce(async () => {
    try {
      const predictions = await recall();
      if (signal.aborted) return;
      list.show(predictions);
      empty.hidden = predictions.length > 0;
      clearing.enable(predictions.length > 0);
      withdraw('noticeHistoryRead');
    } catch (error) {
      notify('noticeHistoryRead', error);
    }
  });
  const clearing = new HistoryClearing(async () => {
    await refresh();
    empty.focus();
  }, signal);

  const save = followSettings(({ keepHistory }) => {
    keep.disabled = false;
    keep.checked = keepHistory;
    emptyText.textContent = text(keepHistory ? 'historyEmpty' : 'historyEmptyOff');
  }, signal);
  keep.addEventListener(
    'change',
    () => void save((settings) => ({ ...settings, keepHistory: keep.checked })),
    { signal },
  );

  const clock = setInterval(() => list.tick(), TICK);
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(clock);
      list.show([]);
    },
    { once: true },
  );
  void refresh();
  return { refresh: () => void refresh() };
}
