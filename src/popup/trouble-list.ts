import { mayRetry } from '../core/page-report';
import { copyTemplate, findElement } from '../interface/find-element';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import type { TabReports } from '../storage/page-reports';
import type { PicturePlace } from './group-pictures';
import {
  groupTroubles,
  retryablePlaces,
  type TroubleGroup,
  type TroublePicture,
} from './group-troubles';
import { pictureName } from './picture-name';

type Show = (place: PicturePlace) => void;
type Retry = (places: readonly PicturePlace[]) => void;

/** The list of the pictures without a label, by reason. */
export class TroubleList {
  readonly #fold = findElement('#troubles', HTMLDetailsElement);
  readonly #title = findElement('#troubles-title', HTMLElement);
  readonly #list = findElement('#trouble-list', HTMLElement);
  readonly #retryAll = findElement('#retry-all', HTMLButtonElement);
  readonly #show: Show;
  readonly #retry: Retry;
  #groups: readonly TroubleGroup[] = [];
  #shown = '';

  /**
   * @param show shows a picture on its page
   * @param retry has pictures tried again
   */
  constructor(show: Show, retry: Retry, signal: AbortSignal) {
    this.#show = show;
    this.#retry = retry;
    const all = () => {
      // The button is about to go, and must not take the focus with it.
      this.#title.focus();
      retry(retryablePlaces(this.#groups));
    };
    this.#retryAll.addEventListener('click', all, { signal });
  }

  /** @param unlabelled how many there are in all */
  show(reports: TabReports, unlabelled: number): void {
    const groups = groupTroubles(reports);
    // Reports come with every label: the list stays as it is, and where it was scrolled to, while it is true.
    const now = JSON.stringify([groups, unlabelled]);
    if (now === this.#shown) return;
    this.#shown = now;
    this.#groups = groups;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#fold.hidden = groups.length === 0;
    this.#title.textContent = text('troublesTitle', writeCount(unlabelled));
    this.#retryAll.hidden = retryablePlaces(groups).length === 0;
    this.#list.replaceChildren(...groups.map((group) => this.#groupItem(group)));
    if (hadFocus) this.#title.focus();
  }

  #groupItem({ reason, count, pictures }: TroubleGroup): HTMLElement {
    const item = copyTemplate('#trouble-template');
    const message = text(`reason_${reason.replaceAll('-', '_')}`);
    findElement('.reason', HTMLElement, item).textContent = message;
    const times = count > 1 ? text('troubleCount', writeCount(count)) : '';
    findElement('.count', HTMLElement, item).textContent = times;
    const items = pictures.map((picture) => this.#pictureItem(picture));
    findElement('.addresses', HTMLElement, item).replaceChildren(...items);
    return item;
  }

  #pictureItem(picture: TroublePicture): HTMLElement {
    const { address, reason, detail = '', places } = picture;
    const item = document.createElement('li');
    item.title = detail === '' ? address : `${address}\n${detail}`;
    const name = nameOf(picture);
    item.append(name);
    const [first] = places;
    if (!first) return item;
    const actions = copyTemplate('#trouble-actions-template');
    const act = (selector: string, work: () => void) => {
      const button = findElement(selector, HTMLButtonElement, actions);
      button.ariaLabel = `${button.textContent}: ${name.textContent}`;
      button.addEventListener('click', work);
      return button;
    };
    act('.show', () => this.#show(first));
    act('.retry', () => this.#retry(places)).hidden = !mayRetry(reason);
    item.append(actions);
    return item;
  }
}

function nameOf({ address, reason, detail = '' }: TroublePicture): HTMLElement {
  const name = document.createElement('span');
  const { file, host } = pictureName(address);
  const nameless = text(host === undefined ? 'pictureInPage' : 'pictureNameless');
  name.append(isolated(file ?? nameless));
  // Of the details only the server's number says something to people; the others are for a diagnosis.
  for (const more of [host, reason === 'http-status' ? detail : '']) {
    if (more) name.append(' · ', isolated(more));
  }
  return name;
}

/** Text from a page in an element of its own, so that no writing direction in it reaches its neighbours. */
function isolated(words: string): HTMLElement {
  const element = document.createElement('bdi');
  element.textContent = words;
  return element;
}
