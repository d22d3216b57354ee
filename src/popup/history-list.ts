import type { JudgeSettings } from '../core/verdict';
import { obeyArrowKeys } from '../interface/arrow-keys';
import { findElement } from '../interface/find-element';
import { type EntryActions, HistoryEntry } from './history-entry';
import type { JudgedPrediction } from './judged-prediction';

/** The list of the recent predictions; what is in it already stays in place, open or focused as it is. */
export class HistoryList {
  readonly #list = findElement('#history-list', HTMLElement);
  readonly #entries = new Map<string, HistoryEntry>();
  readonly #actions: EntryActions;
  readonly #rove: () => void;

  constructor(actions: EntryActions, signal: AbortSignal) {
    this.#actions = actions;
    this.#rove = obeyArrowKeys(this.#list, 'summary', signal);
    signal.addEventListener('abort', () => this.#release(), { once: true });
  }

  /** @param predictions latest first */
  show(predictions: readonly JudgedPrediction[], settings: JudgeSettings): void {
    const keys = new Set(predictions.map(({ prediction }) => prediction.key));
    for (const [key, entry] of this.#entries) {
      if (!keys.has(key)) this.#drop(key, entry);
    }
    let next = this.#list.firstElementChild;
    for (const judged of predictions) {
      const { element } = this.#entryOf(judged, settings);
      if (element === next) next = next.nextElementSibling;
      else this.#list.insertBefore(element, next);
    }
    this.#rove();
  }

  /** Brings the times up to date. */
  tick(): void {
    for (const entry of this.#entries.values()) entry.tick();
  }

  #entryOf(judged: JudgedPrediction, settings: JudgeSettings): HistoryEntry {
    const { key } = judged.prediction;
    const known = this.#entries.get(key);
    if (known) {
      known.show(judged, settings);
      return known;
    }
    const entry = new HistoryEntry(judged, settings, this.#actions);
    this.#entries.set(key, entry);
    return entry;
  }

  #drop(key: string, entry: HistoryEntry): void {
    entry.release();
    this.#entries.delete(key);
  }

  #release(): void {
    for (const [key, entry] of this.#entries) this.#drop(key, entry);
  }
}
