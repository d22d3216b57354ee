import type { CacheStatus } from '../core/cache-status';
import { findElement } from '../interface/find-element';
import { forgetHistory } from '../interface/forget-history';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';
import { writeCount, writeSize } from '../interface/write';
import { withDeadline } from '../messaging/deadline';
import { send } from '../messaging/send';
import { type Remembered, recall } from '../storage/history';
import { askFirst } from './ask-first';

/** Milliseconds for storage and worker to answer: a database may never do so. */
const PATIENCE = 10_000;

/** Tells how much is kept of pictures, and has it forgotten. */
export function showKept(signal: AbortSignal): { refresh(): void } {
  const history = findElement('#history-size', HTMLElement);
  const clearHistory = findElement('#clear-history', HTMLButtonElement);
  const caches = findElement('#cache-sizes', HTMLElement);
  const clearCaches = findElement('#clear-caches', HTMLButtonElement);

  const readHistory = async () => {
    try {
      const kept = await withDeadline(PATIENCE, recall());
      history.textContent = text('historySize', writeCount(kept.length), writeSize(bytesOf(kept)));
      clearHistory.disabled = kept.length === 0;
      withdraw('noticeHistoryRead');
    } catch (error) {
      notify('noticeHistoryRead', error);
      // What cannot be read can still be forgotten.
      clearHistory.disabled = false;
    }
  };
  const readCaches = async () => {
    try {
      const found = await send('background', 'caches', [], PATIENCE);
      const [entries, bytes] = [total(found, 'entries'), total(found, 'bytes')];
      // How much work they spare is for the page of diagnostics.
      caches.textContent = text('historySize', writeCount(entries), writeSize(bytes));
      clearCaches.disabled = entries === 0;
    } catch (error) {
      console.error('The caches could not be asked', error);
      caches.textContent = text('sparedUnknown');
    }
  };

  const forgetPredictions = async () => {
    if (!(await askFirst(text('clearHistoryAsk'), text('historyClearYes'), signal))) return;
    try {
      await forgetHistory();
      withdraw('noticeHistoryClear');
    } catch (error) {
      notify('noticeHistoryClear', error);
    }
    await readHistory();
  };
  const forgetCaches = async () => {
    try {
      await send('background', 'forgetCaches', [], PATIENCE);
      withdraw('noticeCaches');
    } catch (error) {
      notify('noticeCaches', error);
    }
    await readCaches();
  };
  clearHistory.addEventListener('click', () => void forgetPredictions(), { signal });
  clearCaches.addEventListener('click', () => void forgetCaches(), { signal });
  const refresh = () => {
    if (document.hidden) return;
    void readHistory();
    void readCaches();
  };
  document.addEventListener('visibilitychange', refresh, { signal });
  refresh();
  return { refresh };
}

const total = (caches: readonly CacheStatus[], what: 'entries' | 'bytes'): number =>
  caches.reduce((sum, cache) => sum + cache[what], 0);

/** Bytes that predictions take, near enough: the database does not tell. */
const bytesOf = (predictions: readonly Remembered[]): number =>
  predictions.reduce(
    (sum, { thumbnail, ...rest }) => sum + JSON.stringify(rest).length + (thumbnail?.size ?? 0),
    0,
  );
