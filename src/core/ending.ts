/**
 * An end that may come or not, for whoever waits for something that does not come after it.
 *
 * A promise in its place, raced against one piece of work after another, would hold on to the results of them all for
 * as long as it lives.
 */
export class Ending {
  #why: Error | undefined;
  readonly #waiting = new Set<(why: Error) => void>();

  /** Ends what is waited for now and later; the first reason counts. */
  come(why: Error): void {
    this.#why ??= why;
    for (const fail of this.#waiting) fail(this.#why);
    this.#waiting.clear();
  }

  /**
   * @param work goes on after the end; its result is dropped
   * @throws Error the reason of the end, when it has come before the work was done
   */
  before<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      void work.then(resolve, reject).then(() => this.#waiting.delete(reject));
      if (this.#why) reject(this.#why);
      else this.#waiting.add(reject);
    });
  }
}
