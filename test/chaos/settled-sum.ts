import type { Settled } from './settle';

/** All that has settled, together. */
export class SettledSum implements Settled {
  readonly #note: (line: string) => void;
  labelled = 0;
  readonly reasons = new Map<string, number>();
  readonly lost: string[] = [];

  constructor(note: (line: string) => void) {
    this.#note = note;
  }

  add({ labelled, reasons, lost }: Settled): void {
    this.labelled += labelled;
    for (const [reason, count] of reasons) {
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + count);
    }
    this.lost.push(...lost);
    const why = [...reasons].map(([reason, count]) => `, ${count} ${reason}`).join('');
    this.#note(`Settled: ${labelled} labelled${why}`);
    for (const each of lost) this.#note(`LOST: ${each}`);
  }
}
