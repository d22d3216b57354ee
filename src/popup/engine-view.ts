import type { BackendChoice } from '../core/settings';
import { describeEngine, type KnownStatus } from '../interface/describe-engine';
import { findElement } from '../interface/find-element';

/** The popup's words about the engine: the chip in the header and the panel at the end. */
export class EngineView {
  readonly #chip = findElement('#status', HTMLElement);
  readonly #panel = findElement('#engine-state', HTMLElement);
  readonly #headline = findElement('#engine-headline', HTMLElement);
  readonly #detail = findElement('#engine-detail', HTMLElement);
  readonly #next = findElement('#engine-next', HTMLElement);
  readonly #retry = findElement('#engine-retry', HTMLElement);

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
  }
}
