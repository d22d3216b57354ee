import type { Priority } from '../core/priority-queue';

/** Questions that a tab may have open at once: twice as many as the offscreen document takes of all tabs together. */
const MOST_OF_TAB = 1_024;

/** A question that is not answered yet. */
export interface Open<Work> {
  readonly id: string;
  readonly tab: number;
  readonly document: string;
  priority: Priority;
  isGivenUp: boolean;
  waitsFor?: Work;
}

/** The questions that are not answered yet, of which a tab may have so many and no more. */
export class OpenQuestions<Work> {
  readonly #byId = new Map<string, Open<Work>>();
  readonly #counts = new Map<number, number>();

  /** @returns false where its tab has too many */
  add(open: Open<Work>): boolean {
    const count = this.#counts.get(open.tab) ?? 0;
    if (count >= MOST_OF_TAB) return false;
    this.#counts.set(open.tab, count + 1);
    this.#byId.set(open.id, open);
    return true;
  }

  /** To be called once of each that was added. */
  remove(open: Open<Work>): void {
    const count = (this.#counts.get(open.tab) ?? 0) - 1;
    if (count > 0) this.#counts.set(open.tab, count);
    else this.#counts.delete(open.tab);
    // One that was asked again under the same id has taken its place.
    if (this.#byId.get(open.id) === open) this.#byId.delete(open.id);
  }

  get(id: string): Open<Work> | undefined {
    return this.#byId.get(id);
  }

  ofDocument(document: string): Open<Work>[] {
    return [...this.#byId.values()].filter((open) => open.document === document);
  }
}
