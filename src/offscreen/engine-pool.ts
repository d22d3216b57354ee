import type { Classified, Picture } from './engine/engine';
import { EngineReplacedError, type EngineWorker } from './engine-worker';

export interface PoolOptions {
  /** How many workers there may be. */
  readonly most: number;
  /** Sizes of the batches that a worker takes, ascending from 1. */
  readonly sizes: readonly number[];
  /** Starts another worker. */
  readonly recruit: () => Promise<EngineWorker>;
  /** Called when there are more or fewer workers, but some. */
  readonly onChange: () => void;
}

/**
 * Pictures that find no worker free before another is started: that takes as long as some twenty pictures, and most
 * pages are done by then.
 */
const WORTH_A_WORKER = 8;

interface Soloist {
  readonly resolve: (worker: EngineWorker) => void;
  readonly reject: (why: unknown) => void;
}

interface Request {
  readonly picture: Picture;
  readonly resolve: (classified: Classified) => void;
  readonly reject: (why: unknown) => void;
}

/** Spreads pictures over workers, of which it gets more when pictures wait. */
export class EnginePool {
  readonly #options: PoolOptions;
  readonly #free: EngineWorker[];
  readonly #queue: Request[] = [];
  #size = 1;
  #most: number;
  #isGrowing = false;
  /** How many pictures have found no worker free since the last one came. */
  #pressed = 0;
  #isRetired = false;
  /** Who waits to have the workers alone, or has them. */
  #soloist: Soloist | undefined;

  /** @param first a worker that has started */
  constructor(first: EngineWorker, options: PoolOptions) {
    this.#free = [first];
    this.#most = options.most;
    this.#options = options;
  }

  /** How many workers there are; with none left the pool is at its end. */
  get size(): number {
    return this.#size;
  }

  /**
   * Classifies a picture, after those that came before it.
   *
   * @throws Error when the worker that took it fails, which costs the pool that worker; EngineReplacedError when
   *   the last worker was lost before any took it
   */
  classify(picture: Picture): Promise<Classified> {
    return new Promise((resolve, reject) => {
      if (this.#free.length === 0) this.#pressed++;
      this.#queue.push({ picture, resolve, reject });
      this.#work();
    });
  }

  /**
   * Runs work while no worker is at a picture; pictures wait for its end.
   *
   * @param work gets one of the workers
   * @throws EngineReplacedError when the last worker was lost before
   */
  async alone<T>(work: (worker: EngineWorker) => Promise<T>): Promise<T> {
    const isQuiet = new Promise<EngineWorker>((resolve, reject) => {
      this.#soloist = { resolve, reject };
      this.#work();
    });
    try {
      return await work(await isQuiet);
    } finally {
      this.#soloist = undefined;
      this.#work();
    }
  }

  /** Stops the workers as soon as the pictures that came are done. */
  retire(): void {
    this.#isRetired = true;
    this.#work();
  }

  #work(): void {
    if (this.#size === 0) {
      const lost = new EngineReplacedError('The engine was replaced');
      for (const { reject } of this.#queue.splice(0)) reject(lost);
      this.#soloist?.reject(lost);
    }
    if (this.#soloist) {
      if (this.#free.length === this.#size) this.#soloist.resolve(this.#free[0] as EngineWorker);
      return;
    }
    while (this.#queue.length > 0) {
      const worker = this.#free.shift();
      if (!worker) return void this.#grow();
      void this.#run(worker, this.#queue.splice(0, this.#batchFor(this.#queue.length)));
    }
    if (this.#isRetired) for (const worker of this.#free.splice(0)) worker.stop();
  }

  /** The largest batch that is there already: nobody waits for one to fill. */
  #batchFor(waiting: number): number {
    return this.#options.sizes.findLast((size) => size <= waiting) ?? 1;
  }

  async #run(worker: EngineWorker, requests: readonly Request[]): Promise<void> {
    try {
      const answers = await worker.classify(requests.map(({ picture }) => picture));
      this.#free.push(worker);
      for (const [at, { resolve }] of requests.entries()) resolve(answers[at] as Classified);
    } catch (error) {
      worker.stop();
      this.#size--;
      // It is not replaced: what brought it down may bring down the next.
      this.#most--;
      for (const { reject } of requests) reject(error);
      if (this.#size > 0) this.#options.onChange();
    }
    this.#work();
  }

  async #grow(): Promise<void> {
    if (this.#isGrowing || this.#isRetired) return;
    if (this.#size >= this.#most || this.#pressed < WORTH_A_WORKER) return;
    this.#isGrowing = true;
    try {
      this.#free.push(await this.#options.recruit());
      this.#size++;
      this.#options.onChange();
    } catch {
      // It goes on with those that it has.
      this.#most = this.#size;
    }
    this.#isGrowing = false;
    this.#pressed = 0;
    this.#work();
  }
}
