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

/** A description list may hold groups of a term and what is said of it. */
function factGroup({ about, lines }: Fact): HTMLElement {
  const group = document.createElement('div');
  group.append(said('dt', about), ...lines.map((line) => said('dd', line)));
  return group;
}

function said(name: 'dt' | 'dd', words: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = words;
  return element;
}
