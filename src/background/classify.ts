import { failed, type Outcome, type Scored } from '../core/outcome';
import type { Settings } from '../core/settings';
import type { JobResult, Question } from '../messaging/protocol';
import { LateAnswerError, NoAnswerError, send } from '../messaging/send';
import type { Remembered } from '../storage/history';
import { askOffscreen, isOpen } from './offscreen-document';
import { pictureKey } from './picture-key';

/** Who asks about a picture. */
export interface Asker {
  readonly frameUrl: string;
  readonly tabUrl: string;
  /** Host name of the tab's page. */
  readonly site: string;
  readonly isPrivate: boolean;
}

/** What the use case works with. */
export interface Stores {
  readonly cache: {
    get(key: string): Promise<Scored | undefined>;
    set(key: string, scored: Scored): Promise<void>;
  };
  readonly loadSettings: () => Promise<Settings>;
  readonly remember: (prediction: Remembered) => Promise<void>;
  readonly isRemembered: (key: string) => Promise<boolean>;
}

/** Milliseconds that one picture may take in the offscreen document: download, queue and engine together. */
const PATIENCE = 120_000;

interface UnderWay {
  readonly result: Promise<JobResult>;
  /** Ids of the questions that wait for it. */
  readonly askers: Set<string>;
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
    const { picture, id } = question;
    const key = await pictureKey(picture, asker.site, asker.isPrivate);
    const known = asker.isPrivate ? undefined : await this.#stores.cache.get(key);
    if (known && !(await this.#lacksThumbnail(key))) {
      void this.#remember(key, asker, known);
      return known;
    }
    let underWay = this.#underWay.get(key);
    if (!underWay || question.priority === 'asked') {
      const askers = underWay?.askers ?? new Set<string>();
      underWay = { askers, result: this.#ask(key, question, asker) };
      this.#underWay.set(key, underWay);
    }
    underWay.askers.add(id);
    try {
      return (await underWay.result).outcome;
    } finally {
      underWay.askers.delete(id);
      if (this.#underWay.get(key) === underWay) this.#underWay.delete(key);
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

  async #ask(key: string, question: Question, asker: Asker): Promise<JobResult> {
    const { keepHistory, backend } = await this.#stores.loadSettings();
    const { picture, priority } = question;
    const { frameUrl, tabUrl, isPrivate } = asker;
    const thumbnail = keepHistory && !isPrivate;
    const job = { key, picture, priority, frameUrl, tabUrl, isPrivate, thumbnail, backend };
    try {
      const result = await askOffscreen('classify', [job], PATIENCE);
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

  /** Whether a picture is to be remembered whose thumbnail is not at hand: the list was cleared, or off. */
  async #lacksThumbnail(key: string): Promise<boolean> {
    try {
      const { keepHistory } = await this.#stores.loadSettings();
      return keepHistory && !(await this.#stores.isRemembered(key));
    } catch (error) {
      console.error('The recent predictions could not be read', error);
      return false;
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
      if (asker.isPrivate || !(await this.#stores.loadSettings()).keepHistory) return;
      const prediction = { key, scores, site: asker.site, at: Date.now() };
      await this.#stores.remember(thumbnail ? { ...prediction, thumbnail } : prediction);
    } catch (error) {
      // Likewise: a full or broken database must not cost the label.
      console.error('A prediction could not be remembered', error);
    }
  }
}
