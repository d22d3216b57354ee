import type { JudgeSettings } from '../core/verdict';
import { findElement } from '../interface/find-element';
import type { Remembered } from '../storage/history';
import { HistoryEntry } from './history-entry';

/** The list of the recent predictions; what is in it already stays in place, open or focused as it is. */
export class HistoryList {
  readonly #list = findElement('#history-list', HTMLElement);
  readonly #entries = new Map<string, HistoryEntry>();

  /** @param predictions none that is not to be named; latest first */
  show(predictions: readonly Remembered[], settings: JudgeSettings): void {
    const keys = new Set(predictions.map(({ key }) => key));
    for (const [key, entry] of this.#entries) {
      if (!keys.has(key)) this.#drop(key, entry);
    }
    let next = this.#list.firstElementChild;
    for (const prediction of predictions) {
      const { element } = this.#entryOf(prediction, settings);
      if (element === next) next = next.nextElementSibling;
      else this.#list.insertBefore(element, next);
    }
  }

  /** Brings the times up to date. */
  tick(): void {
    for (const entry of this.#entries.values()) entry.tick();
  }

  release(): void {
    for (const [key, entry] of this.#entries) this.#drop(key, entry);
  }

  #entryOf(prediction: Remembered, settings: JudgeSettings): HistoryEntry {
    const known = this.#entries.get(prediction.key);
    if (known) {
      known.show(prediction, settings);
      return known;
    }
    const entry = new HistoryEntry(prediction, settings);
    this.#entries.set(prediction.key, entry);
    return entry;
  }

  #drop(key: string, entry: HistoryEntry): void {
    entry.release();
    this.#entries.delete(key);
  }
}
