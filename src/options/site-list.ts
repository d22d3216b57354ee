import type { Settings } from '../core/settings';
import { copyTemplate, findElement } from '../interface/find-element';
import type { SaveSettings } from '../interface/follow-settings';
import { saveFile } from '../interface/save-file';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { readSites, siteOf, writeSites } from './site-lines';
import { takeFile } from './take-file';

/** From how many sites on they can be searched, and how many are shown at once. */
const MANY = 8;
const SHOWN = 100;

/** Numbers of lines that are told; of more, how many there are. */
const LINES = 20;

/** What a list of sites is called, and what it is for. */
export interface SiteListWords {
  readonly title: string;
  readonly why: string;
  readonly empty: string;
  /** Name of its file. */
  readonly file: string;
}

/** A list of sites: to add to, to search, to take from, and to carry elsewhere as a text file. */
export class SiteList {
  readonly #root = copyTemplate('#sites-template');
  readonly #key: 'excludedSites' | 'chosenSites';
  readonly #words: SiteListWords;
  readonly #save: SaveSettings;
  readonly #title = findElement('h3', HTMLElement, this.#root);
  readonly #input = findElement('[inputmode]', HTMLInputElement, this.#root);
  readonly #said = findElement('.said', HTMLElement, this.#root);
  readonly #find = findElement('.find', HTMLElement, this.#root);
  readonly #search = findElement('[type="search"]', HTMLInputElement, this.#root);
  readonly #list = findElement('.site-list', HTMLElement, this.#root);
  readonly #empty = findElement('.empty', HTMLElement, this.#root);
  readonly #export = findElement('.export', HTMLButtonElement, this.#root);
  #sites: readonly string[] = [];

  /** @param place where it stands */
  constructor(
    place: HTMLElement,
    key: 'excludedSites' | 'chosenSites',
    words: SiteListWords,
    save: SaveSettings,
    signal: AbortSignal,
  ) {
    this.#key = key;
    this.#words = words;
    this.#save = save;
    findElement('.hint', HTMLElement, this.#root).textContent = words.why;
    place.replaceChildren(this.#root);
    findElement('form', HTMLFormElement, this.#root).addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        void this.#add();
      },
      { signal },
    );
    this.#search.addEventListener('input', () => this.#draw(), { signal });
    this.#list.addEventListener('click', (event) => void this.#remove(event), { signal });
    this.#export.addEventListener(
      'click',
      () => saveFile(words.file, 'text/plain', writeSites(this.#sites, words.why), signal),
      { signal },
    );
    const button = findElement('.import', HTMLButtonElement, this.#root);
    const file = findElement('[type="file"]', HTMLInputElement, this.#root);
    takeFile(button, file, (content) => this.#import(content), signal);
  }

  show(settings: Settings): void {
    this.#sites = settings[this.#key].toSorted();
    this.#draw();
  }

  #draw(): void {
    const wanted = this.#search.value.trim().toLowerCase();
    const found = this.#sites.filter((site) => site.includes(wanted));
    this.#title.textContent = text('sitesTitle', this.#words.title, writeCount(this.#sites.length));
    this.#find.hidden = this.#sites.length < MANY && wanted === '';
    this.#export.disabled = this.#sites.length === 0;
    this.#list.replaceChildren(...found.slice(0, SHOWN).map(siteItem));
    this.#empty.textContent = this.#whatElse(found.length);
  }

  #whatElse(found: number): string {
    if (this.#sites.length === 0) return this.#words.empty;
    if (found === 0) return text('sitesNone');
    return found > SHOWN ? text('sitesMore', writeCount(found - SHOWN)) : '';
  }

  /** Whatever is said takes the place of a complaint about what was typed. */
  #say(...lines: readonly string[]): void {
    this.#input.ariaInvalid = 'false';
    this.#said.replaceChildren(
      ...lines.map((words) => {
        const line = document.createElement('p');
        line.textContent = words;
        return line;
      }),
    );
  }

  async #add(): Promise<void> {
    const site = siteOf(this.#input.value);
    if (site === undefined) {
      this.#say(text('sitesBad'));
      this.#input.ariaInvalid = 'true';
      this.#input.focus();
      return;
    }
    if (!(await this.#put([site]))) return;
    this.#input.value = '';
    this.#say(text('sitesAdded', site));
  }

  async #import(content: string | undefined): Promise<void> {
    if (content === undefined) {
      this.#say(text('fileBad'));
      return;
    }
    const { sites, bad } = readSites(content);
    const news = sites.filter((site) => !this.#sites.includes(site));
    if (!(await this.#put(news))) return;
    const told = bad.slice(0, LINES).map(writeCount);
    if (bad.length > LINES) told.push('…');
    this.#say(
      text('sitesImported', writeCount(news.length), writeCount(sites.length - news.length)),
      ...(bad.length > 0 ? [text('sitesBadLines', writeCount(bad.length), told.join(', '))] : []),
    );
  }

  #put(news: readonly string[]): Promise<boolean> {
    return this.#save((settings) => ({
      ...settings,
      [this.#key]: [...new Set([...settings[this.#key], ...news])],
    }));
  }

  async #remove({ target }: Event): Promise<void> {
    if (!(target instanceof HTMLButtonElement)) return;
    const buttons = [...this.#list.querySelectorAll('button')];
    const at = buttons.indexOf(target);
    const { site } = target.dataset;
    const isGone = await this.#save((settings) => ({
      ...settings,
      [this.#key]: settings[this.#key].filter((each) => each !== site),
    }));
    if (!isGone) return;
    this.#say(text('sitesRemoved', site ?? ''));
    // The button went with its line, and the focus must go somewhere.
    const left = [...this.#list.querySelectorAll('button')];
    (left[at] ?? left.at(-1) ?? this.#input).focus();
  }
}

function siteItem(site: string): HTMLElement {
  const item = copyTemplate('#site-template');
  const button = findElement('button', HTMLButtonElement, item);
  findElement('bdi', HTMLElement, item).textContent = site;
  button.dataset.site = site;
  button.ariaLabel = text('sitesRemoveOne', site);
  return item;
}
