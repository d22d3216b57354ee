import type { PageReport, Trouble } from '../core/page-report';
import { copyTemplate, findElement } from '../interface/find-element';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { groupTroubles, type TroubleGroup } from './group-troubles';
import { pictureName } from './picture-name';

/** The list of the pictures without a label, by reason. */
export class TroubleList {
  readonly #fold = findElement('#troubles', HTMLDetailsElement);
  readonly #title = findElement('#troubles-title', HTMLElement);
  readonly #list = findElement('#trouble-list', HTMLElement);
  #shown = '';

  show({ troubles, unlabelled }: Pick<PageReport, 'troubles' | 'unlabelled'>): void {
    // Reports come with every label: the list stays as it is, and where it was scrolled to, while it is true.
    const now = JSON.stringify([troubles, unlabelled]);
    if (now === this.#shown) return;
    this.#shown = now;
    this.#fold.hidden = troubles.length === 0;
    this.#title.textContent = text('troublesTitle', writeCount(unlabelled));
    this.#list.replaceChildren(...groupTroubles(troubles).map(groupItem));
  }
}

function groupItem({ reason, count, pictures }: TroubleGroup): HTMLElement {
  const item = copyTemplate('#trouble-template');
  const message = text(`reason_${reason.replaceAll('-', '_')}`);
  findElement('.reason', HTMLElement, item).textContent = message;
  const times = count > 1 ? text('troubleCount', writeCount(count)) : '';
  findElement('.count', HTMLElement, item).textContent = times;
  findElement('.addresses', HTMLElement, item).replaceChildren(...pictures.map(pictureItem));
  return item;
}

function pictureItem({ address, reason, detail = '' }: Trouble): HTMLElement {
  const item = document.createElement('li');
  item.title = detail === '' ? address : `${address}\n${detail}`;
  const { file, host } = pictureName(address);
  const nameless = text(host === undefined ? 'pictureInPage' : 'pictureNameless');
  item.append(isolated(file ?? nameless));
  // Of the details only the server's number says something to people; the others are for a diagnosis.
  for (const more of [host, reason === 'http-status' ? detail : '']) {
    if (more) item.append(' · ', isolated(more));
  }
  return item;
}

/** Text from a page in an element of its own, so that no writing direction in it reaches its neighbours. */
function isolated(words: string): HTMLElement {
  const element = document.createElement('bdi');
  element.textContent = words;
  return element;
}
