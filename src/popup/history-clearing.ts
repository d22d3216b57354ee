import { findElement } from '../interface/find-element';
import { forgetHistory } from '../interface/forget-history';
import { notify, withdraw } from '../interface/notices';

/** The button that forgets all recent predictions, and the question that comes first. */
export class HistoryClearing {
  readonly #clear = findElement('#clear', HTMLButtonElement);
  readonly #question = findElement('#clear-question', HTMLElement);
  readonly #no = findElement('#clear-no', HTMLButtonElement);
  readonly #yes = findElement('#clear-yes', HTMLButtonElement);

  /** @param cleared called when all were forgotten */
  constructor(cleared: () => Promise<void>, signal: AbortSignal) {
    this.#clear.addEventListener('click', () => this.#ask(true), { signal });
    this.#no.addEventListener('click', () => this.#ask(false), { signal });
    this.#question.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        // Else the same key closes the popup.
        event.preventDefault();
        this.#ask(false);
      },
      { signal },
    );
    this.#yes.addEventListener('click', () => void this.#forget(cleared), { signal });
  }

  /** @param something whether there is anything to forget */
  enable(something: boolean): void {
    this.#clear.disabled = !something;
    if (something) return;
    this.#question.hidden = true;
    this.#clear.hidden = false;
  }

  #ask(open: boolean): void {
    this.#question.hidden = !open;
    this.#clear.hidden = open;
    (open ? this.#no : this.#clear).focus();
  }

  async #forget(cleared: () => Promise<void>): Promise<void> {
    try {
      await forgetHistory();
      withdraw('noticeHistoryClear');
      this.#ask(false);
      await cleared();
    } catch (error) {
      this.#ask(false);
      notify('noticeHistoryClear', error);
    }
  }
}
