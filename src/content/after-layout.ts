import { rootElement } from './dom';

type Work = () => void;

/**
 * Reads the page in the next frame, when the browser has just laid it out and not painted it yet: all that is
 * read there is at hand, and nothing has to be laid out before its time for it. What is to be written meanwhile
 * waits until all has been read.
 */
export class AfterLayout {
  readonly #reads = new Set<Work>();
  readonly #observer: ResizeObserver;
  readonly #onError: (error: unknown) => void;
  #writes: Work[] = [];
  #isReading = false;
  #frame = 0;

  /**
   * @param onError told what goes wrong in some work; the rest is done all the same
   * @param signal ends it
   */
  constructor(onError: (error: unknown) => void, signal: AbortSignal) {
    this.#onError = onError;
    // What it begins to observe in a frame it tells of in that frame.
    this.#observer = new ResizeObserver(() => this.#run());
    signal.addEventListener('abort', () => this.#cancel());
  }

  /** Has some work that reads the page done in the next frame, once. */
  read(work: Work): void {
    this.#reads.add(work);
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      const root = rootElement();
      if (root) this.#observer.observe(root);
    });
  }

  awaits(work: Work): boolean {
    return this.#reads.has(work);
  }

  forget(work: Work): void {
    this.#reads.delete(work);
    if (this.#reads.size === 0) this.#cancel();
  }

  /** Does some work that writes to the page: at once, or after what is just being read. */
  write(work: Work): void {
    if (this.#isReading) this.#writes.push(work);
    else this.#do(work);
  }

  #run(): void {
    const reads = [...this.#reads];
    this.#cancel();
    this.#isReading = true;
    for (const read of reads) this.#do(read);
    this.#isReading = false;
    const writes = this.#writes;
    this.#writes = [];
    for (const write of writes) this.#do(write);
  }

  #do(work: Work): void {
    try {
      work();
    } catch (error) {
      this.#onError(error);
    }
  }

  #cancel(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#reads.clear();
  }
}
