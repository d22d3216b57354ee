import { findElement } from '../interface/find-element';
import type { Fact } from './fact';

/** A list of facts on the page. */
export class FactList {
  readonly #list: HTMLElement;
  #shown = '';

  /** @param selector of its element */
  constructor(selector: string) {
    this.#list = findElement(selector, HTMLElement);
  }

  show(facts: readonly Fact[]): void {
    // It stays as it is while it is true: whoever reads or selects in it is not disturbed.
    const now = JSON.stringify(facts);
    if (now === this.#shown) return;
    this.#shown = now;
    this.#list.replaceChildren(...facts.map(factGroup));
  }
}

/** A description list may hold groups of a term and what is said of it, which may be written the other way. */
function factGroup({ about, lines }: Fact): HTMLElement {
  const group = document.createElement('div');
  const term = document.createElement('dt');
  term.textContent = about;
  group.append(term, ...lines.map(description));
  return group;
}

function description(words: string): HTMLElement {
  const isolated = document.createElement('bdi');
  isolated.textContent = words;
  const element = document.createElement('dd');
  element.append(isolated);
  return element;
}
