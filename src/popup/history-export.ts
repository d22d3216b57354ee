import { toCsv, toJson } from '../core/export-predictions';
import type { JudgeSettings } from '../core/verdict';
import { findElement } from '../interface/find-element';
import { saveFile } from '../interface/save-file';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { exported, type JudgedPrediction } from './judged-prediction';

/** The buttons that save the predictions that are listed as a file. */
export class HistoryExport {
  readonly #buttons = findElement('#export', HTMLElement);
  readonly #json = findElement('#export-json', HTMLButtonElement);
  readonly #csv = findElement('#export-csv', HTMLButtonElement);
  readonly #done = findElement('#history-done', HTMLElement);
  readonly #signal: AbortSignal;
  #predictions: readonly JudgedPrediction[] = [];
  #settings: JudgeSettings | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    const name = (now: number, ending: string) =>
      `sightline-predictions-${new Date(now).toISOString().slice(0, 10)}.${ending}`;
    const json = () => {
      const now = Date.now();
      this.#save(name(now, 'json'), 'application/json', toJson(this.#rows(), now));
    };
    const csv = () => this.#save(name(Date.now(), 'csv'), 'text/csv', toCsv(this.#rows()));
    this.#json.addEventListener('click', json, { signal });
    this.#csv.addEventListener('click', csv, { signal });
  }

  offer(predictions: readonly JudgedPrediction[], settings: JudgeSettings): void {
    this.#predictions = predictions;
    this.#settings = settings;
    this.#buttons.hidden = predictions.length === 0;
  }

  #rows() {
    const settings = this.#settings;
    return settings ? this.#predictions.map((each) => exported(each, settings)) : [];
  }

  #save(name: string, type: string, content: string): void {
    saveFile(name, type, content, this.#signal);
    this.#done.textContent = text('exportDone', writeCount(this.#predictions.length), name);
  }
}
