import { type Failed, failed, type Skipped, skipped } from '../core/outcome';
import { type Priority, PriorityQueue } from '../core/priority-queue';
import type { Job, JobResult } from '../messaging/protocol';
import { acquire } from './acquire';
import { withDecoded } from './decode';
import { type EngineHost, EngineUnavailableError } from './engine-host';
import { EngineReplacedError } from './engine-worker';
import { type Inspected, inspect } from './inspect';
import { lookAt } from './look-at';

/** How many pictures may wait for the engine; their encoded bytes are held meanwhile. */
const CAPACITY = 256;

/** Two at once: one is decoded while the engine is at work on the other. */
const LANES = 2;

/** How often a picture may fail the engine: once more, for a lost context or a crash need not be its fault. */
const ATTEMPTS = 2;

interface Waiting {
  readonly job: Job;
  readonly picture: Inspected;
  readonly acquired: number;
  readonly since: number;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
  readonly finish: (result: JobResult) => void;
}

interface Question {
  readonly controller: AbortController;
  readonly result: Promise<JobResult>;
  /** The most pressing that it was asked with, for when it gets to the queue. */
  priority: Priority;
}

type Trouble = Skipped | Failed;
const isTrouble = (value: object): value is Trouble => 'kind' in value;

/** Takes pictures from their reference to their scores. */
export class Pipeline {
  readonly #host: EngineHost;
  readonly #queue = new PriorityQueue<Waiting>(CAPACITY);
  readonly #questions = new Map<string, Question>();
  #lanesInUse = 0;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  /** How many pictures wait for the engine. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Answers a job; one that is already under way under the same key is joined. */
  classify(job: Job): Promise<JobResult> {
    this.#host.choose(job.backend);
    const earlier = this.#questions.get(job.key);
    if (earlier) {
      if (job.priority === 'asked') earlier.priority = 'asked';
      this.#queue.raise(job.key, job.priority);
      return earlier.result;
    }
    const controller = new AbortController();
    const question: Question = {
      controller,
      priority: job.priority,
      result: Promise.resolve().then(() => this.#answer(job, question)),
    };
    this.#questions.set(job.key, question);
    return question.result;
  }

  /** Gives a job up, wherever it is on its way. */
  cancel(key: string): void {
    this.#questions.get(key)?.controller.abort();
    // Whoever asks from now on is not answered with this.
    this.#questions.delete(key);
    this.#queue.remove(key)?.finish({ outcome: skipped('cancelled') });
  }

  async #answer(job: Job, question: Question): Promise<JobResult> {
    const { signal } = question.controller;
    try {
      const begin = performance.now();
      const bytes = await acquire(job, signal);
      const picture = bytes instanceof Blob ? await inspect(bytes) : bytes;
      if (isTrouble(picture)) return { outcome: picture };
      if (signal.aborted) return { outcome: skipped('cancelled') };
      const acquired = performance.now() - begin;
      return await new Promise((finish) => {
        const waiting = { job, picture, acquired, since: performance.now(), signal, finish };
        const turnedAway = this.#queue.add(job.key, waiting, question.priority);
        turnedAway?.finish({ outcome: failed('busy') });
        this.#work();
      });
    } finally {
      if (this.#questions.get(job.key) === question) this.#questions.delete(job.key);
    }
  }

  #work(): void {
    while (this.#lanesInUse < LANES && this.#queue.size > 0) void this.#useLane();
  }

  async #useLane(): Promise<void> {
    this.#lanesInUse++;
    for (let next = this.#queue.take(); next; next = this.#queue.take()) {
      next.finish(await this.#run(next).catch((error) => ({ outcome: asFailure(error) })));
    }
    this.#lanesInUse--;
  }

  async #run({ job, picture, acquired, since, signal }: Waiting): Promise<JobResult> {
    const wait = performance.now() - since;
    for (let failures = 0; ; ) {
      try {
        const engine = await this.#host.ready();
        const begin = performance.now();
        const result = await withDecoded(picture, job.backdrop, async (decoded) => {
          const decode = performance.now() - begin;
          const { scores, views, infer } = await lookAt(decoded, engine, (pixels, softening) => {
            signal.throwIfAborted();
            return this.#host.classify(pixels, softening);
          });
          const timings = { acquire: acquired, wait, decode, infer };
          const outcome = {
            kind: 'scored',
            scores,
            views,
            model: engine.modelId,
            timings,
          } as const;
          const thumbnail = job.thumbnail ? await decoded.thumbnail() : undefined;
          return thumbnail ? { outcome, thumbnail } : { outcome };
        });
        return isTrouble(result) ? { outcome: result } : result;
      } catch (error) {
        if (signal.aborted) return { outcome: skipped('cancelled') };
        if (error instanceof EngineUnavailableError) throw error;
        // An engine that was stopped over another picture says nothing about this one.
        if (!(error instanceof EngineReplacedError) && ++failures >= ATTEMPTS) throw error;
      }
    }
  }
}

const asFailure = (error: unknown): Failed =>
  failed(
    error instanceof EngineUnavailableError ? 'engine-unavailable' : 'interrupted',
    (error as Error).message,
  );
