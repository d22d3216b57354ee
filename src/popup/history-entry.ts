import type { Prediction } from '../core/outcome';
import { type JudgeSettings, judge, shownRivals } from '../core/verdict';
import { copyTemplate, findElement } from '../interface/find-element';
import { groupName } from '../interface/group-name';
import { writeAgo, writeMoment, writePercent } from '../interface/write';
import { localWord } from '../language/local-word';
import type { Remembered } from '../storage/history';

import { writeVerdict } from './write-verdict';

/** One recent prediction in the list. It owns its thumbnail's address until it is released. */
export class HistoryEntry {
  readonly element = copyTemplate('#entry-template');
  readonly #image = findElement('img', HTMLImageElement, this.element);
  readonly #when = findElement('.when', HTMLTimeElement, this.element);
  #at = Number.NaN;
  #settings: JudgeSettings | undefined;

  constructor(prediction: Remembered, settings: JudgeSettings) {
    this.show(prediction, settings);
    if (prediction.thumbnail) {
      this.#image.src = URL.createObjectURL(prediction.thumbnail);
      this.#image.hidden = false;
    }
  }

  /** Shows the same picture as it was classified at another time, or as it is judged by other settings. */
  show({ at, scores, site }: Remembered, settings: JudgeSettings): void {
    if (at === this.#at && settings === this.#settings) return;
    this.#at = at;
    this.#settings = settings;
    const verdict = judge(scores, settings);
    if (verdict.kind === 'unwanted') throw new Error('What is not to be named has no entry');
    const isNamed = verdict.kind === 'label';
    const rivals = shownRivals(scores, settings);
    this.element.dataset.verdict = verdict.kind;
    this.#set('.label', writeVerdict(verdict));
    this.#set('summary .percent', isNamed ? writePercent(verdict.probability) : '');
    this.#set('.site', site);
    this.#set('.group', isNamed ? groupName(verdict.group) : '');
    this.#find('.rivals-title').hidden = rivals.length === 0;
    this.#find('.rivals').replaceChildren(...rivals.map(rivalItem));
    this.#when.dateTime = new Date(at).toISOString();
    this.#when.title = writeMoment(at);
    this.tick();
  }

  #find(selector: string): HTMLElement {
    return findElement(selector, HTMLElement, this.element);
  }

  #set(selector: string, words: string): void {
    this.#find(selector).textContent = words;
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

/** @param index 0 for the most likely, which is shown with all its names: they are English, so not beside another language's */
function rivalItem({ className, name, probability }: Prediction, index: number): HTMLElement {
  const item = copyTemplate('#rival-template');
  const word = localWord(name);
  findElement('bdi', HTMLElement, item).textContent = word;
  findElement('.percent', HTMLElement, item).textContent = writePercent(probability);
  findElement('.bar', HTMLElement, item).style.setProperty('--share', String(probability));
  const synonyms = findElement('.synonyms', HTMLElement, item);
  synonyms.hidden = index > 0 || className === name || word !== name;
  synonyms.textContent = synonyms.hidden ? '' : className;
  return item;
}
