/** Milliseconds without scrolling after which a page is at rest. */
const REST = 150;

/** Milliseconds that turning to the next screen takes, smooth scrolling and all. */
const TURN = 600;

/** Knows whether a page is just being scrolled on and on, rather than turned from one screen to the next. */
export class Motion {
  #begin = 0;
  #last = 0;

  get isUnderWay(): boolean {
    const now = performance.now();
    return now - this.#last < REST && now - this.#begin > TURN;
  }

  /** Something is scrolled now. */
  go(): void {
    const now = performance.now();
    if (now - this.#last >= REST) this.#begin = now;
    this.#last = now;
  }
}
