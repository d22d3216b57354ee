import type { Prediction } from '../core/outcome';
import { type JudgeSettings, shownRivals } from '../core/verdict';
import { copyTemplate, findElement } from '../interface/find-element';
import { groupName } from '../interface/group-name';
import { text } from '../interface/text';
import { writeAgo, writeMoment, writePercent } from '../interface/write';
import { localWord } from '../language/local-word';
import type { JudgedPrediction } from './judged-prediction';
import { writeVerdict } from './write-verdict';

/** What can be done with one. */
export interface EntryActions {
  copy(label: string): void;
  remove(judged: JudgedPrediction): void;
}

/** One recent prediction in the list. It owns its thumbnail's address until it is released. */
export class HistoryEntry {
  readonly element = copyTemplate('#entry-template');
  readonly #image = findElement('img', HTMLImageElement, this.element);
  readonly #when = findElement('.when', HTMLTimeElement, this.element);
  #at = Number.NaN;
  #judged: JudgedPrediction;
  #settings: JudgeSettings | undefined;

  constructor(judged: JudgedPrediction, settings: JudgeSettings, actions: EntryActions) {
    this.#judged = judged;
    this.show(judged, settings);
    const { thumbnail } = judged.prediction;
    if (thumbnail) {
      this.#image.src = URL.createObjectURL(thumbnail);
      this.#image.hidden = false;
    }
    const copy = () => actions.copy(writeVerdict(this.#judged.finding.verdict));
    this.#find('.copy').addEventListener('click', copy);
    this.#find('.remove').addEventListener('click', () => actions.remove(this.#judged));
  }

  /** Shows the same picture as it was classified at another time, is judged by other settings, or named by the user. */
  show(judged: JudgedPrediction, settings: JudgeSettings): void {
    const { at, scores, site, page = '' } = judged.prediction;
    const isSame = JSON.stringify(judged.finding) === JSON.stringify(this.#judged.finding);
    this.#judged = judged;
    if (at === this.#at && settings === this.#settings && isSame) return;
    this.#at = at;
    this.#settings = settings;
    const { verdict } = judged.finding;
    const isNamed = verdict.kind === 'label';
    const rivals = shownRivals(scores, settings);
    this.element.dataset.verdict = verdict.kind;
    this.#set('.label', writeVerdict(verdict));
    this.#set('summary .percent', isNamed ? writePercent(verdict.probability) : '');
    this.#set('.site', site);
    const isYours = verdict.kind === 'yours';
    this.#set('.group', isNamed ? groupName(verdict.group) : isYours ? text('yourLabel') : '');
    this.#find('.rivals-title').hidden = rivals.length === 0;
    this.#find('.rivals').replaceChildren(...rivals.map(rivalItem));
    const open = findElement('.open', HTMLAnchorElement, this.element);
    open.hidden = page === '';
    open.href = page;
    open.title = page;
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
