import type { Prediction } from '../core/outcome';
import { judge } from '../core/verdict';
import type { Remembered } from '../storage/history';
import { copyTemplate, findElement } from './find-element';
import { writeAgo, writeMoment, writePercent } from './write';

/** One recent prediction in the list. It owns its thumbnail's address until it is released. */
export class HistoryEntry {
  readonly element = copyTemplate('#entry-template');
  readonly #image = findElement('img', HTMLImageElement, this.element);
  readonly #when = findElement('.when', HTMLTimeElement, this.element);
  #at = Number.NaN;

  constructor(prediction: Remembered) {
    this.show(prediction);
    if (prediction.thumbnail) {
      this.#image.src = URL.createObjectURL(prediction.thumbnail);
      this.#image.hidden = false;
    }
  }

  /** Shows the same picture as it was classified at another time. */
  show({ at, scores, site }: Remembered): void {
    if (at === this.#at) return;
    this.#at = at;
    const { label, probability, topFive } = judge(scores);
    const set = (selector: string, words: string) => {
      findElement(selector, HTMLElement, this.element).textContent = words;
    };
    set('.label', label);
    set('summary .percent', writePercent(probability));
    set('.site', site);
    findElement('.rivals', HTMLElement, this.element).replaceChildren(...topFive.map(rivalItem));
    this.#when.dateTime = new Date(at).toISOString();
    this.#when.title = writeMoment(at);
    this.tick();
  }

  /** Brings the time up to date. */
  tick(): void {
    this.#when.textContent = writeAgo(this.#at, Date.now());
  }

  release(): void {
    this.element.remove();
    if (this.#image.src) URL.revokeObjectURL(this.#image.src);
  }
}

function rivalItem({ className, probability }: Prediction): HTMLElement {
  const item = copyTemplate('#rival-template');
  findElement('bdi', HTMLElement, item).textContent = className;
  findElement('.percent', HTMLElement, item).textContent = writePercent(probability);
  findElement('.bar', HTMLElement, item).style.setProperty('--share', String(probability));
  return item;
}
