import { matchesSearch } from '../core/matches-search';
import { obeyArrowKeys } from '../interface/arrow-keys';
import { copyTemplate, findElement } from '../interface/find-element';
import { groupName } from '../interface/group-name';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { localWord } from '../language/local-word';
import type { PictureGroup, PicturePlace } from './group-pictures';
import { obeySearch } from './search-field';
import { searchTexts } from './search-texts';

const keyOf = ({ kind, word }: PictureGroup): string => `${kind} ${word}`;

/** The labels on the page, each with as many pictures as have it: chosen again and again it leads to one after another. */
export class PictureList {
  readonly #box = findElement('#picture-finder', HTMLElement);
  readonly #search = findElement('#picture-search', HTMLInputElement);
  readonly #list = findElement('#picture-list', HTMLElement);
  readonly #none = findElement('#picture-none', HTMLElement);
  readonly #status = findElement('#picture-status', HTMLElement);
  readonly #show: (place: PicturePlace) => void;
  readonly #rove: () => void;
  readonly #buttons = new Map<string, { button: HTMLElement; group: PictureGroup }>();
  /** Which picture of each label was shown last, from 0. */
  readonly #last = new Map<string, number>();
  #groups: readonly PictureGroup[] = [];
  #found: readonly PictureGroup[] = [];
  /** The label of which a picture was shown last, since the search was changed. */
  #latest: string | undefined;

  /** @param show shows a picture on its page */
  constructor(show: (place: PicturePlace) => void, signal: AbortSignal) {
    this.#show = show;
    this.#rove = obeyArrowKeys(this.#list, '.picture', signal);
    const onSearch = () => {
      this.#latest = undefined;
      this.#fill();
      this.#status.textContent = this.#isSearching
        ? text('pictureFound', writeCount(this.#list.childElementCount))
        : '';
    };
    obeySearch(this.#search, this.#list, '.picture', onSearch, signal);
    this.#search.addEventListener(
      'keydown',
      ({ key, isComposing }) => {
        // While a word is being composed the key only ends that.
        if (key === 'Enter' && !isComposing) this.#nextFound();
      },
      { signal },
    );
  }

  show(groups: readonly PictureGroup[]): void {
    this.#groups = groups;
    this.#box.hidden = groups.length === 0 && !this.#isSearching;
    this.#fill();
  }

  get #isSearching(): boolean {
    return this.#search.value.trim() !== '';
  }

  /** What is in the list already stays the element that it is: it may have the focus. */
  #fill(): void {
    const found = this.#groups.filter((group) => matchesSearch(this.#search.value, textsOf(group)));
    this.#found = found;
    const items = found.map((group) => this.#itemOf(group));
    for (const key of this.#buttons.keys()) {
      if (!this.#groups.some((group) => keyOf(group) === key)) this.#buttons.delete(key);
    }
    for (const [index, item] of items.entries()) {
      if (this.#list.children[index] !== item)
        this.#list.insertBefore(item, this.#list.children[index] ?? null);
    }
    while (this.#list.childElementCount > items.length) this.#list.lastElementChild?.remove();
    this.#none.hidden = found.length > 0 || !this.#isSearching;
    this.#none.textContent = text('pictureNone', this.#search.value.trim());
    this.#rove();
  }

  #itemOf(group: PictureGroup): HTMLElement {
    const key = keyOf(group);
    const item = this.#buttons.get(key)?.button ?? this.#make(key);
    this.#buttons.set(key, { button: item, group });
    item.dataset.verdict = group.kind;
    findElement('.label', HTMLElement, item).textContent = wordOf(group);
    findElement('.group', HTMLElement, item).textContent = aboutOf(group);
    this.#count(key);
    return item;
  }

  #make(key: string): HTMLElement {
    const item = copyTemplate('#picture-template');
    findElement('.picture', HTMLButtonElement, item).addEventListener('click', () =>
      this.#next(key),
    );
    return item;
  }

  /** Shows the first picture that was found; then the next, of whatever label, and round. */
  #nextFound(): void {
    const at = this.#found.findIndex((group) => keyOf(group) === this.#latest);
    const current = this.#found[at];
    if (current && (this.#last.get(keyOf(current)) ?? -1) + 1 < current.places.length) {
      this.#next(keyOf(current));
      return;
    }
    const next = this.#found[(at + 1) % this.#found.length];
    if (!next) return;
    this.#last.delete(keyOf(next));
    this.#next(keyOf(next));
  }

  #next(key: string): void {
    const { group } = this.#buttons.get(key) ?? {};
    if (!group) return;
    const next = ((this.#last.get(key) ?? -1) + 1) % group.places.length;
    this.#last.set(key, next);
    this.#latest = key;
    const place = group.places[next];
    if (!place) return;
    this.#count(key);
    this.#status.textContent = text(
      'pictureShown',
      wordOf(group),
      writeCount(next + 1),
      writeCount(group.places.length),
    );
    this.#show(place);
  }

  #count(key: string): void {
    const { button, group } = this.#buttons.get(key) ?? {};
    if (!button || !group) return;
    const last = this.#last.get(key);
    const count = writeCount(group.places.length);
    const isOneOfMany = last !== undefined && group.places.length > 1 && last < group.places.length;
    findElement('.count', HTMLElement, button).textContent = isOneOfMany
      ? text('pictureOf', writeCount(last + 1), count)
      : count;
  }
}

const wordOf = ({ kind, word }: PictureGroup): string =>
  word === ''
    ? text(
        kind === 'unsure' ? 'verdictUnsure' : kind === 'graphic' ? 'verdictGraphic' : 'verdictNone',
      )
    : localWord(word);

/** What is said of a label besides: its group, or that it is the user's own. */
const aboutOf = ({ kind, group }: PictureGroup): string =>
  kind === 'yours' ? text('yourLabel') : group ? groupName(group) : '';

const textsOf = (group: PictureGroup): string[] =>
  searchTexts([wordOf(group), ...group.words], group.group);
