import { type Failed, failed, type Outcome, type Scored } from '../core/outcome';
import type { Settings } from '../core/settings';
import { judge } from '../core/verdict';
import type { Job, JobResult, PictureReference, Question } from '../messaging/protocol';
import { LateAnswerError, NoAnswerError, send } from '../messaging/send';
import type { Remembered } from '../storage/history';
import { captureScreen } from './capture-screen';
import { askOffscreen, isOpen } from './offscreen-document';
import { jobKey, pictureKey } from './picture-key';
import { vetReferrer, withReferrer } from './referrer';

/** Who asks about a picture. */
export interface Asker {
  /** The browser's number of the tab. */
  readonly tab: number;
  readonly frameUrl: string;
  readonly tabUrl: string;
  /** Host name of the tab's page. */
  readonly site: string;
  readonly isSandboxed: boolean;
  readonly isPrivate: boolean;
}

/** What the use case works with. */
export interface Stores {
  readonly cache: {
    get(key: string): Promise<Scored | undefined>;
    set(key: string, scored: Scored): Promise<void>;
  };
  readonly loadSettings: () => Promise<Settings>;
  readonly guardPrivateNetwork: () => Promise<string>;
  readonly remember: (prediction: Remembered) => Promise<void>;
}

/** Milliseconds that one picture may take in the offscreen document: download, queue and engine together. */
const PATIENCE = 120_000;

/** What shows through a picture where nobody knows better. */
const BACKDROP = '#ffffff';

/** What of a job comes from the question. */
type Order = Pick<Job, 'key' | 'picture' | 'priority' | 'backdrop'>;

interface UnderWay {
  readonly result: Promise<JobResult>;
  /** Ids of the questions that wait for it. */
  readonly askers: Set<string>;
}

/** A picture as the offscreen document may be ordered to classify it, or why not. */
async function orderable(
  picture: PictureReference,
  asker: Asker,
): Promise<Job['picture'] | Failed> {
  if (picture.kind === 'screen') return captureScreen(picture.box, asker.tab);
  return picture.kind === 'address' ? vetReferrer(picture, asker) : picture;
}

/**
 * The one use case of the worker: session cache, then an identical question under way, then the offscreen
 * document. What it holds in memory may be lost with the worker at any moment; content asks again then,
 * and the offscreen document joins the repeated job to the one that it is still at.
 */
export class Classification {
  readonly #stores: Stores;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  async classify(question: Question, asker: Asker): Promise<Outcome> {
    const picture = await orderable(question.picture, asker);
    if (picture.kind === 'failed') return picture;
    const backdrop = /^#[0-9a-f]{6}$/.test(question.backdrop) ? question.backdrop : BACKDROP;
    const key = await pictureKey(picture, backdrop, asker);
    const known = asker.isPrivate ? undefined : await this.#stores.cache.get(key);
    if (known) {
      void this.#remember(key, asker, known);
      return known;
    }
    const job = await jobKey(key, picture);
    let underWay = this.#underWay.get(job);
    if (!underWay || question.priority === 'asked') {
      const askers = underWay?.askers ?? new Set<string>();
      const order = { key: job, picture, priority: question.priority, backdrop };
      underWay = { askers, result: this.#ask(key, order, asker) };
      this.#underWay.set(job, underWay);
    }
    underWay.askers.add(question.id);
    try {
      return (await underWay.result).outcome;
    } finally {
      underWay.askers.delete(question.id);
      if (this.#underWay.get(job) === underWay) this.#underWay.delete(job);
    }
  }

  /** Gives a question up; the picture is dropped when nobody else waits for it. */
  async cancel(id: string): Promise<void> {
    for (const [key, { askers }] of this.#underWay) {
      if (!askers.delete(id) || askers.size > 0) continue;
      this.#underWay.delete(key);
      if (await isOpen()) await send('offscreen', 'cancel', [{ key }], 5_000);
    }
  }

  /** @param key the picture's, under which its scores are kept */
  async #ask(key: string, order: Order, asker: Asker): Promise<JobResult> {
    const { keepHistory, backend } = await this.#stores.loadSettings();
    const pass = await this.#stores.guardPrivateNetwork();
    const { frameUrl, tabUrl, isSandboxed, isPrivate } = asker;
    const thumbnail = keepHistory && !isPrivate;
    const page = { frameUrl, tabUrl, isSandboxed, isPrivate, pass };
    const job = { ...order, ...page, thumbnail, backend };
    try {
      const result = await withReferrer(order.picture, (picture) =>
        askOffscreen('classify', [{ ...job, picture }], PATIENCE),
      );
      if (result.outcome.kind === 'scored' && !isPrivate) {
        void this.#cache(key, result.outcome);
        void this.#remember(key, asker, result.outcome, result.thumbnail);
      }
      return result;
    } catch (error) {
      if (error instanceof LateAnswerError) return { outcome: failed('timed-out', error.message) };
      if (!(error instanceof NoAnswerError)) throw error;
      return { outcome: failed('interrupted', error.message) };
    }
  }

  async #cache(key: string, scored: Scored): Promise<void> {
    try {
      await this.#stores.cache.set(key, scored);
    } catch (error) {
      // The label is right all the same; the picture will only be classified again.
      console.error('A prediction could not be cached', error);
    }
  }

  async #remember(key: string, asker: Asker, { scores }: Scored, thumbnail?: Blob): Promise<void> {
    try {
      if (asker.isPrivate) return;
      const settings = await this.#stores.loadSettings();
      // What it could not name is no prediction.
      if (!settings.keepHistory || judge(scores, settings).kind !== 'label') return;
      const prediction = { key, scores, site: asker.site, at: Date.now() };
      await this.#stores.remember(thumbnail ? { ...prediction, thumbnail } : prediction);
    } catch (error) {
      // Likewise: a full or broken database must not cost the label.
      console.error('A prediction could not be remembered', error);
    }
  }
}
