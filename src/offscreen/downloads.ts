import { type Failed, type Skipped, skipped } from '../core/outcome';
import { type Priority, PriorityQueue } from '../core/priority-queue';
import { Tally } from '../core/tally';
import type { Job } from '../messaging/protocol';
import { type Acquired, acquire } from './acquire';

/** Downloads at once: enough to keep the engine busy over a slow line, few enough to leave the page its own. */
const AT_ONCE = 10;

/** Of these of one tab: hosts that answer one page slowly, or never, are not to hold up the others. */
const AT_ONCE_OF_TAB = 8;

/** Of these of one host: one that is slow is not to hold up the others of its own page. */
const AT_ONCE_OF_HOST = 4;

type Fetched = Acquired | Skipped | Failed;

interface Waiting {
  readonly job: Job;
  readonly signal: AbortSignal;
  readonly finish: (fetched: Fetched | Promise<Fetched>) => void;
}

/** Pictures that wait for their download. What somebody asked for by hand waits for nothing. */
export class Downloads {
  readonly #hasRoom: () => boolean;
  readonly #queue = new PriorityQueue<Waiting>(Number.POSITIVE_INFINITY);
  #underWay = 0;
  readonly #ofTabs = new Tally();
  readonly #ofHosts = new Tally();

  /** @param hasRoom whether more bytes may be had now; where that changes, `work` is to be called */
  constructor(hasRoom: () => boolean) {
    this.#hasRoom = hasRoom;
  }

  /** How many pictures wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** @param signal gives the picture up, be it waiting or being downloaded */
  fetch(job: Job, priority: Priority, signal: AbortSignal): Promise<Fetched> {
    return new Promise((finish) => {
      const waiting = { job, signal, finish };
      signal.addEventListener('abort', () => this.#drop(waiting), { once: true });
      this.#queue.add(job.key, waiting, priority, job.tab);
      this.work();
    });
  }

  /** Moves a picture up or down, if it waits here. */
  move(key: string, priority: Priority): void {
    this.#queue.move(key, priority);
    this.work();
  }

  /** Begins what may begin. */
  work(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#queue.take(next);
      next.item.finish(this.#download(next.item));
    }
  }

  #next() {
    const { first } = this.#queue;
    if (first?.priority === 'asked') return first;
    if (this.#underWay >= AT_ONCE || !this.#hasRoom()) return undefined;
    return this.#queue.firstOf(
      ({ item: { job } }) =>
        this.#ofTabs.of(job.tab) < AT_ONCE_OF_TAB &&
        this.#ofHosts.of(hostFor(job)) < AT_ONCE_OF_HOST,
    );
  }

  #count(job: Job, change: 1 | -1): void {
    this.#underWay += change;
    this.#ofTabs.add(job.tab, change);
    this.#ofHosts.add(hostFor(job), change);
  }

  async #download({ job, signal }: Waiting): Promise<Fetched> {
    this.#count(job, 1);
    try {
      return await acquire(job, signal);
    } finally {
      this.#count(job, -1);
      this.work();
    }
  }

  #drop(waiting: Waiting): void {
    const { key } = waiting.job;
    if (this.#queue.get(key) === waiting) this.#queue.remove(key);
    waiting.finish(skipped('cancelled'));
  }
}

/** A picture's host for the page that shows it: what one page asks of a host holds up no other page. */
const hostFor = ({ tab, picture }: Job): string =>
  `${tab} ${picture.kind === 'address' && URL.canParse(picture.url) ? new URL(picture.url).host : ''}`;
