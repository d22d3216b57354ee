import { softeningOf } from '../core/crop';
import { type Failed, failed, isTrouble, skipped } from '../core/outcome';
import { type Priority, PriorityQueue } from '../core/priority-queue';
import { sizeOf } from '../download/bytes';
import type { JobResult } from '../messaging/protocol';
import { decode } from './decode';
import type { EngineHost } from './engine-host';
import { EngineUnavailableError } from './engine-unavailable-error';
import { EngineReplacedError } from './engine-worker';
import type { Inspected } from './inspect';
import { lookAt } from './look-at';

/** Pixels of pictures that are decoded at once: 512 MB of them. One picture always goes. */
const MAX_PIXELS = 128e6;

/** How often a picture may fail the engine: a crash need not be its fault, and a card that fails twice gives way. */
const ATTEMPTS = 3;

/** A picture whose bytes are there. */
export interface LaneJob {
  /** Names its content and its site. */
  readonly key: string;
  readonly picture: Inspected;
  readonly backdrop: string;
  readonly thumbnail: boolean;
  /** The tab that asked first: of pictures that press as much, tabs take turns. */
  readonly tab: number;
  /** Milliseconds that it took to get the bytes. */
  readonly acquired: number;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

interface Waiting extends LaneJob {
  readonly since: number;
  readonly finish: (result: JobResult) => void;
}

/**
 * The ways from a picture's bytes to its scores, as many at once as the engine wants: in one, a picture is decoded
 * while the engine is at work on those in the others.
 */
export class Lanes {
  readonly #host: EngineHost;
  readonly #onTaken: () => void;
  readonly #queue = new PriorityQueue<Waiting>(Number.POSITIVE_INFINITY);
  #waitingBytes = 0;
  #inUse = 0;
  #pixels = 0;

  /** @param onTaken called when fewer bytes wait than before */
  constructor(host: EngineHost, onTaken: () => void) {
    this.#host = host;
    this.#onTaken = onTaken;
  }

  /** How many pictures wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Encoded bytes of the pictures that wait. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  run(job: LaneJob, priority: Priority): Promise<JobResult> {
    return new Promise((finish) => {
      const waiting = { ...job, since: performance.now(), finish };
      job.signal.addEventListener('abort', () => this.#drop(waiting), { once: true });
      this.#queue.add(job.key, waiting, priority, job.tab);
      this.#waitingBytes += sizeOf(job.picture.bytes);
      this.#work();
    });
  }

  /** Moves a picture up or down, if it waits here. */
  move(key: string, priority: Priority): void {
    this.#queue.move(key, priority);
  }

  #work(): void {
    // Read anew each time: there are more of them as more of the engine's workers start.
    while (this.#inUse < this.#host.lanes) {
      const next = this.#queue.first;
      if (!next || (this.#inUse > 0 && this.#pixels + pixelsOf(next.item) > MAX_PIXELS)) return;
      this.#queue.take(next);
      this.#letGo(next.item);
      void this.#useLane(next.item);
    }
  }

  async #useLane(next: Waiting): Promise<void> {
    this.#inUse++;
    this.#pixels += pixelsOf(next);
    next.finish(await this.#classify(next).catch((error) => ({ outcome: asFailure(error) })));
    this.#pixels -= pixelsOf(next);
    this.#inUse--;
    this.#work();
  }

  #drop(waiting: Waiting): void {
    if (this.#queue.get(waiting.key) === waiting) {
      this.#queue.remove(waiting.key);
      this.#letGo(waiting);
    }
    waiting.finish({ outcome: skipped('cancelled') });
  }

  #letGo({ picture }: Waiting): void {
    this.#waitingBytes -= sizeOf(picture.bytes);
    this.#onTaken();
  }

  async #classify(waiting: Waiting): Promise<JobResult> {
    const wait = performance.now() - waiting.since;
    for (let failures = 0; ; ) {
      try {
        return await this.#attempt(waiting, wait);
      } catch (error) {
        if (waiting.signal.aborted) return { outcome: skipped('cancelled') };
        if (error instanceof EngineUnavailableError) throw error;
        // An engine that was stopped over another picture says nothing about this one.
        if (!(error instanceof EngineReplacedError) && ++failures >= ATTEMPTS) throw error;
      }
    }
  }

  async #attempt(waiting: Waiting, wait: number): Promise<JobResult> {
    const { picture, backdrop, thumbnail, acquired, signal } = waiting;
    const begin = performance.now();
    const decoded = await decode(picture, backdrop);
    if (isTrouble(decoded)) return { outcome: decoded };
    const decoding = performance.now() - begin;
    try {
      // It may still be loading: decoding goes on meanwhile.
      const engine = await this.#host.ready();
      let small: ReturnType<typeof decoded.thumbnail>;
      const { scores, views, infer } = await lookAt(decoded, engine, (pixels, softening) => {
        signal.throwIfAborted();
        const classified = this.#host.classify(pixels, softening);
        // Once the engine has its pixels there is time until its answer.
        if (thumbnail) queueMicrotask(() => (small ??= decoded.thumbnail()));
        return classified;
      });
      const timings = { acquire: acquired, wait, decode: decoding, infer };
      const isFullDetail = softeningOf(decoded.width, decoded.height, engine.fullDetail) === 1;
      const model = engine.modelId;
      const outcome = { kind: 'scored', scores, views, isFullDetail, model, timings } as const;
      return { outcome, ...(small ? { thumbnail: small } : {}) };
    } finally {
      decoded.letGo();
    }
  }
}

const pixelsOf = ({ picture }: LaneJob): number => picture.width * picture.height;

const asFailure = (error: unknown): Failed =>
  error instanceof EngineUnavailableError
    ? error.outcome
    : failed('interrupted', (error as Error).message);
