import { findElement } from '../interface/find-element';
import { notify, withdraw } from '../interface/notices';
import { saveFile } from '../interface/save-file';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { withDeadline } from '../messaging/deadline';
import { send } from '../messaging/send';
import {
  clearCorrections,
  countCorrections,
  exportCorrections,
  watchCorrections,
} from '../storage/corrections';
import { askFirst } from './ask-first';

/** Milliseconds for a database, which may never answer, and for the worker to tell all pages. */
const PATIENCE = 10_000;

/** Tells how many labels the user has given pictures, saves them as a file, and has them forgotten. */
export function showOwnLabels(signal: AbortSignal): void {
  const size = findElement('#own-labels-size', HTMLElement);
  const save = findElement('#save-own-labels', HTMLButtonElement);
  const clear = findElement('#clear-own-labels', HTMLButtonElement);

  /** Does something that may fail, and tells how things are after it. */
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      const count = await withDeadline(PATIENCE, countCorrections());
      size.textContent = text('ownLabelsSize', writeCount(count));
      save.disabled = count === 0;
      clear.disabled = count === 0;
      withdraw('noticeOwnLabels');
    } catch (error) {
      notify('noticeOwnLabels', error);
    }
  };
  const forget = async () => {
    if (!(await askFirst(text('ownLabelsAsk'), text('historyClearYes'), signal))) return;
    await withDeadline(PATIENCE, clearCorrections());
    await send('background', 'corrected', [], PATIENCE);
  };
  const saveAll = async () => {
    const all = await withDeadline(PATIENCE, exportCorrections());
    saveFile('sightline-labels.json', 'application/json', all, signal);
  };
  save.addEventListener('click', () => void attempt(saveAll), { signal });
  clear.addEventListener('click', () => void attempt(forget), { signal });
  const refresh = () => void attempt(() => Promise.resolve());
  watchCorrections(refresh, signal);
  refresh();
}
