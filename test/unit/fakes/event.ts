/** An event of the browser's API, which the test has happen. */
export class FakeEvent {
  readonly #listeners = new Set<(...details: unknown[]) => void>();
  readonly addListener = (listener: (...details: unknown[]) => void) =>
    void this.#listeners.add(listener);
  readonly fire = (...details: unknown[]) => {
    for (const listener of this.#listeners) listener(...details);
  };
  /** Whether anybody listens. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }
  readonly clear = () => this.#listeners.clear();
}
