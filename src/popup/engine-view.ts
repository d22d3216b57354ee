import type { BackendChoice } from '../core/settings';
import { describeEngine, type KnownStatus } from '../interface/describe-engine';
import { findElement } from '../interface/find-element';
import { listItem } from '../interface/list-item';
import { othersThan } from '../interface/others-than';

/** The popup's words about the engine: the chip in the header and the panel at the end. */
export class EngineView {
  readonly #chip = findElement('#status', HTMLElement);
  readonly #panel = findElement('#engine-state', HTMLElement);
  readonly #headline = findElement('#engine-headline', HTMLElement);
  readonly #detail = findElement('#engine-detail', HTMLElement);
  readonly #next = findElement('#engine-next', HTMLElement);
  readonly #retry = findElement('#engine-retry', HTMLElement);
  readonly #rejected = findElement('#rejected', HTMLElement);
  readonly #rejectedList = findElement('#rejected-list', HTMLElement);

  show(status: KnownStatus, choice: BackendChoice): void {
    const { chip, headline, detail, next } = describeEngine(status, choice);
    // A live region: it is touched only when its words change, so that it is not read out again and again.
    if (this.#chip.textContent !== chip) this.#chip.textContent = chip;
    this.#chip.dataset.state = status.state;
    this.#panel.dataset.state = status.state;
    this.#headline.textContent = headline;
    this.#detail.textContent = detail;
    this.#next.textContent = next;
    this.#retry.hidden = status.state !== 'failed' && status.state !== 'silent';
    this.#showOthers(status.state === 'ready' ? othersThan(status) : []);
  }

  #showOthers(others: readonly string[]): void {
    this.#rejected.hidden = others.length === 0;
    this.#rejectedList.replaceChildren(...others.map(listItem));
  }
}
