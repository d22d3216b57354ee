import type { Scored, Scores } from '../../../src/core/outcome';
import { bufferOf } from '../../../src/download/bytes';
import { contentName } from '../../../src/download/content-key';
import type { LineCall } from '../../../src/messaging/line';
import type { Job, JobResult, Reply } from '../../../src/messaging/protocol';
import { type FakeContext, type FakeExtension, OFFSCREEN_URL } from './extension';

/** An answer that is sure of one class, unless its scores are told otherwise. */
export const scored = (className = 'tabby', details: Partial<Scores> = {}): Scored => {
  const [name = ''] = className.split(', ');
  const [group, probability] = ['cat', 0.9] as const;
  return {
    kind: 'scored',
    scores: {
      topFive: [{ className, name, group, probability }],
      words: [{ word: name, classes: 1, group, probability }],
      isGraphic: false,
      ...details,
    },
    views: 1,
    isFullDetail: true,
    model: 'tiny',
    timings: { acquire: 1, wait: 2, decode: 3, infer: 4 },
  };
};

/** What it answers at once to what is no picture. */
const answers: Readonly<Record<string, unknown>> = {
  status: { state: 'loading' },
  wake: { state: 'loading' },
  memory: { heap: 5, waiting: 6, waitingBytes: 7 },
  cache: { name: 'contents', entries: 1, bytes: 2, hits: 3, misses: 4 },
};

/** The name of what a job's picture holds: of bytes the real one, of an address one of the address alone. */
export const contentOf = async ({ picture, backdrop, isPrivate }: Job): Promise<string> =>
  picture.kind === 'bytes'
    ? contentName(await bufferOf(picture.bytes), backdrop, isPrivate)
    : `content of ${picture.url}`;

interface Order {
  readonly job: Job;
  readonly finish: (result: JobResult) => Promise<void>;
}

/** An offscreen document that takes orders and leaves it to the test when and how each ends. */
export class FakeOffscreenDocument {
  /** Orders to classify that are not answered yet, by key. */
  readonly open = new Map<string, Order[]>();
  readonly jobs: Job[] = [];
  readonly cancelled: string[] = [];
  /** How often it was told to forget what it knows. */
  forgotten = 0;
  readonly moved: { key: string; priority: string }[] = [];
  /** What it answers at once; undefined leaves orders open. */
  autoAnswer: ((job: Job) => JobResult) | undefined;
  readonly #world: FakeExtension;

  constructor(world: FakeExtension) {
    this.#world = world;
    world.createOffscreen = () => this.#make();
  }

  /** Answers every open order of a picture. */
  finish(job: Job, result: JobResult): void {
    const orders = this.open.get(job.key) ?? [];
    this.open.delete(job.key);
    for (const order of orders) void order.finish(result);
  }

  #make(): FakeContext {
    const context = this.#world.context({ url: OFFSCREEN_URL });
    context.takeLine = (port) => {
      port.onmessage = ({ data: { id, method, payload } }: MessageEvent<LineCall>) => {
        const respond = (reply: Reply) => port.postMessage({ id, reply });
        if (method === 'classify') this.#take(payload[0] as Job, respond);
        else {
          const [details] = payload as { key: string; priority: string }[];
          if (method === 'forgetCache') this.forgotten++;
          if (method === 'cancel' && details) this.#cancel(details);
          if (method === 'prioritise' && details) this.moved.push(details);
          respond({ ok: true, value: answers[method] });
        }
      };
    };
    return context;
  }

  #take(job: Job, respond: (reply: Reply) => void): void {
    const finish = async (result: JobResult) => {
      const content = result.outcome.kind === 'scored' ? { content: await contentOf(job) } : {};
      respond({ ok: true, value: { ...content, ...result } });
    };
    this.jobs.push(job);
    if (this.autoAnswer) void finish(this.autoAnswer(job));
    else this.open.set(job.key, [...(this.open.get(job.key) ?? []), { job, finish }]);
  }

  #cancel({ key }: { key: string }): void {
    this.cancelled.push(key);
    for (const { finish } of this.open.get(key) ?? []) {
      void finish({ outcome: { kind: 'skipped', reason: 'cancelled' } });
    }
    this.open.delete(key);
  }
}
