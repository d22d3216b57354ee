import { findElement } from '../interface/find-element';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';
import { withDeadline } from '../messaging/deadline';
import { forget, type Remembered, remember } from '../storage/history';

/** Milliseconds for it to be done. */
const PATIENCE = 10_000;

/** Removes single predictions, the last of which can be put back. */
export class HistoryRemoval {
  readonly #bar = findElement('#removed', HTMLElement);
  readonly #words = findElement('#removed-text', HTMLElement);
  readonly #undo = findElement('#undo', HTMLButtonElement);
  readonly #done = findElement('#history-done', HTMLElement);
  readonly #changed: () => Promise<void>;
  #removed: Remembered | undefined;

  /** @param changed called when one was removed or put back */
  constructor(changed: () => Promise<void>, signal: AbortSignal) {
    this.#changed = changed;
    this.#undo.addEventListener('click', () => void this.#putBack(), { signal });
  }

  /** @param name of what it is a prediction of */
  async remove(prediction: Remembered, name: string): Promise<void> {
    try {
      await withDeadline(PATIENCE, forget(prediction.key));
      this.#removed = prediction;
      const words = text('historyRemoved', name);
      this.#words.textContent = words;
      this.#done.textContent = words;
      this.#bar.hidden = false;
      await this.#changed();
      this.#undo.focus();
      withdraw('noticeHistoryRemove');
    } catch (error) {
      notify('noticeHistoryRemove', error);
    }
  }

  /** What was removed stays so. */
  settle(): void {
    this.#removed = undefined;
    this.#bar.hidden = true;
  }

  async #putBack(): Promise<void> {
    const prediction = this.#removed;
    if (!prediction) return;
    try {
      await withDeadline(PATIENCE, remember(prediction));
      this.settle();
      await this.#changed();
      findElement('#history-search', HTMLInputElement).focus();
    } catch (error) {
      notify('noticeHistoryRemove', error);
    }
  }
}
