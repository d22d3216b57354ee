import { Askers } from '../core/askers';
import type { CacheStatus } from '../core/cache-status';
import { type Failed, failed, isTrouble, type Skipped, skipped } from '../core/outcome';
import { type Priority, PriorityQueue } from '../core/priority-queue';
import { Room } from '../core/room';
import { type Bytes, bufferOf, sizeOf } from '../download/bytes';
import { contentKey, contentName } from '../download/content-key';
import { siteOf } from '../download/site-of';
import type { Job, JobResult } from '../messaging/protocol';
import { type Acquired, acquire, refuse } from './acquire';
import { Downloads } from './downloads';
import type { EngineHost } from './engine-host';
import { type Inspected, inspect } from './inspect';
import { Lanes } from './lanes';
import { ScoredContents } from './scored-contents';

/** How many jobs may be on their way at once. */
const CAPACITY = 512;

/** Encoded bytes that may wait for the engine before no more are fetched. */
const MAX_WAITING_BYTES = 64 * 2 ** 20;

/** Encoded bytes of pictures that are read at once. */
const MAX_READING_BYTES = 64 * 2 ** 20;

/** A job on its way. */
interface Question {
  readonly job: Job;
  priority: Priority;
  /** Ends it; the reason is what becomes of it. */
  readonly controller: AbortController;
  readonly result: Promise<JobResult>;
  /** What it waits for once its bytes are known. */
  work?: Work;
}

/** A picture whose bytes are known. */
interface Read {
  /** Names them, on all sites alike. */
  readonly content: string;
  /** Names them for the pages of one site. */
  readonly key: string;
  readonly picture: Inspected;
}

/** The one inference for all jobs of the same content on one site. */
interface Work {
  readonly key: string;
  readonly askers: Askers;
  readonly controller: AbortController;
  readonly result: Promise<JobResult>;
}

/** Takes pictures from their reference to their scores: over their download, if they need one, and a lane. */
export class Pipeline {
  readonly #host: EngineHost;
  readonly #questions = new PriorityQueue<Question>(CAPACITY);
  readonly #works = new Map<string, Work>();
  readonly #scored = new ScoredContents();
  readonly #reading = new Room(MAX_READING_BYTES);
  readonly #lanes: Lanes;
  readonly #downloads: Downloads;

  constructor(host: EngineHost) {
    this.#host = host;
    this.#lanes = new Lanes(host, () => this.#downloads.work());
    this.#downloads = new Downloads(() => this.#lanes.waitingBytes < MAX_WAITING_BYTES);
  }

  /** How many pictures wait, for their download or the engine. */
  get waiting(): number {
    return this.#downloads.waiting + this.#lanes.waiting;
  }

  /** Encoded bytes of the pictures that wait for the engine. */
  get waitingBytes(): number {
    return this.#lanes.waitingBytes;
  }

  /** Answers a job; one that is already under way under the same key is joined. */
  classify(job: Job): Promise<JobResult> {
    this.#host.wish(job.engine);
    const earlier = this.#questions.get(job.key);
    if (earlier) {
      this.prioritise(job);
      return earlier.result;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const question: Question = {
      job,
      priority: job.priority,
      controller,
      result: Promise.race([endOf(signal), Promise.resolve().then(() => this.#answer(question))]),
    };
    const turnedAway = this.#questions.add(job.key, question, job.priority, job.tab);
    turnedAway?.controller.abort(failed('busy'));
    return question.result.finally(() => {
      // One that was given up may have been asked about again.
      if (this.#questions.get(job.key) === question) this.#questions.remove(job.key);
    });
  }

  /** Gives a job up, wherever it is on its way. */
  cancel(key: string): void {
    this.#questions.remove(key)?.controller.abort(skipped('cancelled'));
  }

  /** Moves a job up or down, wherever it waits. */
  prioritise({ key, priority }: Pick<Job, 'key' | 'priority'>): void {
    const question = this.#questions.get(key);
    if (!question) return;
    question.priority = priority;
    this.#questions.move(key, priority);
    this.#downloads.move(key, priority);
    question.work?.askers.set(key, priority);
    this.#press(question.work);
  }

  /** How often the same bytes came from elsewhere. */
  cache(): CacheStatus {
    return this.#scored.status();
  }

  forgetCache(): void {
    this.#scored.clear();
  }

  async #answer(question: Question): Promise<JobResult> {
    const { job, controller } = question;
    const { signal } = controller;
    // Given up, or turned away, as soon as it came.
    if (signal.aborted) return { outcome: skipped('cancelled') };
    const { resting } = this.#host;
    if (resting) return { outcome: resting.outcome };
    const begin = performance.now();
    const acquired = await this.#acquire(question);
    if (isTrouble(acquired)) return { outcome: acquired };
    const { bytes, isFleeting } = acquired;
    const guest = { priority: question.priority, group: job.tab };
    const read = await this.#reading.during(sizeOf(bytes), guest, () =>
      this.#read(bytes, job, signal),
    );
    const result = 'outcome' in read ? read : await this.#look(read, question, begin);
    return isFleeting ? { ...result, isFleeting } : result;
  }

  /** Gets to know a picture by its bytes, of which nothing is held on to. */
  async #read(bytes: Bytes, job: Job, signal: AbortSignal): Promise<JobResult | Read> {
    if (signal.aborted) return { outcome: skipped('cancelled') };
    // Once for all that read it.
    const data = new Uint8Array(await bufferOf(bytes));
    const { content, key } = await namesOf(data, job);
    if (signal.aborted) return { outcome: skipped('cancelled') };
    const known = this.#scored.get(key);
    if (known) return known;
    const picture = inspect(bytes, data);
    return isTrouble(picture) ? { outcome: picture } : { content, key, picture };
  }

  async #acquire({ job, priority, controller }: Question): Promise<Acquired | Skipped | Failed> {
    const { signal } = controller;
    if (job.picture.kind === 'bytes') return acquire(job, signal);
    const refusal = refuse(job);
    if (refusal) return refusal;
    this.#wake();
    return this.#downloads.fetch(job, priority, signal);
  }

  /** Has the engine load while bytes are on their way. What is wrong with it is told to those who ask it. */
  #wake(): void {
    this.#host.ready().catch(() => undefined);
  }

  #look(read: Read, question: Question, since: number): Promise<JobResult> {
    this.#wake();
    return this.#join(this.#works.get(read.key) ?? this.#begin(read, question, since), question);
  }

  #begin({ content, key, picture }: Read, question: Question, since: number): Work {
    const { job, priority } = question;
    const controller = new AbortController();
    const { backdrop, tab, thumbnail } = job;
    const acquired = performance.now() - since;
    const { signal } = controller;
    const lane = { key, picture, backdrop, tab, thumbnail, acquired, signal };
    const result = this.#lanes.run(lane, priority).then((scored) => {
      const named = { ...scored, content };
      // Of private windows nothing is kept.
      if (!job.isPrivate) this.#scored.keep(key, named);
      this.#forget(work);
      return named;
    });
    const work: Work = { key, askers: new Askers(), controller, result };
    this.#works.set(key, work);
    return work;
  }

  /** Waits for work together with others; it is given up when nobody waits for it any more. */
  async #join(work: Work, question: Question): Promise<JobResult> {
    const { askers, controller } = work;
    const { key } = question.job;
    question.work = work;
    askers.set(key, question.priority);
    this.#press(work);
    const leave = () => {
      askers.leave(key);
      this.#press(work);
      if (askers.size > 0) return;
      this.#forget(work);
      controller.abort();
    };
    const { signal } = question.controller;
    signal.addEventListener('abort', leave, { once: true });
    return work.result.finally(() => signal.removeEventListener('abort', leave));
  }

  #press(work: Work | undefined): void {
    if (work) this.#lanes.move(work.key, work.askers.priority);
  }

  #forget(work: Work): void {
    if (this.#works.get(work.key) === work) this.#works.delete(work.key);
  }
}

/** Names what a picture's bytes hold, unless it was named by who had them before. */
async function namesOf(
  data: Uint8Array<ArrayBuffer>,
  { key, content, backdrop, isPrivate, tabUrl }: Job,
): Promise<Pick<Read, 'content' | 'key'>> {
  if (content !== undefined) return { content, key };
  const name = await contentName(data, backdrop, isPrivate);
  return { content: name, key: await contentKey(name, siteOf(tabUrl)) };
}

/** @returns what a job was ended with, when it is */
const endOf = (signal: AbortSignal): Promise<JobResult> =>
  new Promise((resolve) => {
    const end = () => resolve({ outcome: signal.reason as Skipped | Failed });
    signal.addEventListener('abort', end, { once: true });
  });
