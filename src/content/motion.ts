/** Milliseconds without scrolling after which a page is at rest. */
const REST = 150;

/** Milliseconds that turning to the next screen takes, smooth scrolling and all. */
const TURN = 600;

/** Knows whether a page is just being scrolled on and on, rather than turned from one screen to the next. */
export class Motion {
  readonly #onRest: () => void;
  #begin = 0;
  #end: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onRest told when the scrolling has ended
   * @param signal ends the watching
   */
  constructor(onRest: () => void, signal: AbortSignal) {
    this.#onRest = onRest;
    signal.addEventListener('abort', () => clearTimeout(this.#end));
  }

  get isUnderWay(): boolean {
    return this.#end !== undefined && performance.now() - this.#begin > TURN;
  }

  /** Something is scrolled now. */
  go(): void {
    if (this.#end === undefined) this.#begin = performance.now();
    clearTimeout(this.#end);
    this.#end = setTimeout(() => {
      this.#end = undefined;
      this.#onRest();
    }, REST);
  }
}
