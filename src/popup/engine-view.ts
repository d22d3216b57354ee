import type { EngineStatus } from '../core/engine-status';
import type { Backend, BackendChoice } from '../core/settings';
import { backendName, describeEngine, type KnownStatus } from '../interface/describe-engine';
import { findElement } from '../interface/find-element';
import { text } from '../interface/text';
import { writeMilliseconds } from '../interface/write';

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
    this.#rejectedList.replaceChildren(
      ...others.map((words) => {
        const item = document.createElement('li');
        item.textContent = words;
        return item;
      }),
    );
  }
}

/** Why the engine runs on none of the other backends: they are slower here, or do not work. */
function othersThan(status: Extract<EngineStatus, { state: 'ready' }>): string[] {
  const own = status.measured.find(({ backend }) => backend === status.backend);
  const isRejected = (backend: Backend) => status.rejected.some((one) => one.backend === backend);
  // A faster one is being made ready, and takes over soon.
  const slower = status.measured.filter(
    ({ backend, millisecondsPerPicture }) =>
      backend !== status.backend &&
      !isRejected(backend) &&
      millisecondsPerPicture >= (own?.millisecondsPerPicture ?? 0),
  );
  return [
    ...slower.map(({ backend, millisecondsPerPicture }) =>
      text('slowerBackend', backendName(backend), writeMilliseconds(millisecondsPerPicture)),
    ),
    ...status.rejected.map(({ backend, why }) =>
      text('rejectedBackend', backendName(backend), why),
    ),
  ];
}
