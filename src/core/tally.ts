/** Counts things by their name; a name of which there are none takes no room. */
export class Tally {
  readonly #counts = new Map<string | number, number>();

  of(name: string | number): number {
    return this.#counts.get(name) ?? 0;
  }

  /** @param change by how much there are more now; less than 0 where there are fewer */
  add(name: string | number, change: number): void {
    const count = this.of(name) + change;
    if (count > 0) this.#counts.set(name, count);
    else this.#counts.delete(name);
  }
}
