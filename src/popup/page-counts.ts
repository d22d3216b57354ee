import type { PageReport } from '../core/page-report';
import { findElement } from '../interface/find-element';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';

/** The numbers of the page: what was found, labelled, not named, and has no label. */
export class PageCounts {
  readonly #counts = findElement('#page-counts', HTMLElement);
  readonly #empty = findElement('#page-empty', HTMLElement);
  readonly #emptyText = findElement('#page-empty-text', HTMLElement);
  readonly #waiting = findElement('#page-waiting', HTMLElement);

  /** @param nothing what is said where there are no pictures */
  show({ labelled, unsure, waiting, unlabelled }: PageReport, nothing: string): void {
    const found = labelled + unsure + waiting + unlabelled;
    this.#counts.hidden = found === 0;
    this.#empty.hidden = found > 0;
    this.#emptyText.textContent = nothing;
    for (const [name, count] of Object.entries({ found, labelled, unsure, failed: unlabelled })) {
      const number = findElement(`#count-${name}`, HTMLElement);
      number.textContent = writeCount(count);
      number.dataset.none = String(count === 0);
    }
    this.#waiting.hidden = waiting === 0;
    this.#waiting.textContent = text('pageWaiting', writeCount(waiting));
  }
}
