import { Askers } from '../core/askers';
import type { Correcting } from '../core/correction';
import { failed, isTrouble, type Outcome, type Scored, skipped } from '../core/outcome';
import type { Priority } from '../core/priority-queue';
import { Room } from '../core/room';
import type { Settings } from '../core/settings';
import { judge } from '../core/verdict';
import { sizeOf } from '../download/bytes';
import type { EngineWishes, Job, JobResult, Question } from '../messaging/protocol';
import { LateAnswerError, NoAnswerError } from '../messaging/send';
import type { Remembering } from '../storage/history';
import { pageAddress } from '../storage/page-address';
import type { KnownPictures, PictureNames } from './known-pictures';
import { askOffscreen, tellOffscreen } from './offscreen-document';
import { type Open as OpenQuestion, OpenQuestions } from './open-questions';
import { orderable } from './orderable';
import { jobKey, namesOf } from './picture-key';
import { NoRulesError, withReferrer } from './referrer';

/** Who asks about a picture. */
export interface Asker {
  /** The browser's number of the tab. */
  readonly tab: number;
  /** Its number of the frame in it: 0 of the page itself. */
  readonly frame: number;
  /** Its name for the document in that; another is there after each navigation. */
  readonly document: string;
  readonly frameUrl: string;
  readonly tabUrl: string;
  /** Host name of the tab's page. */
  readonly site: string;
  readonly isSandboxed: boolean;
  readonly isPrivate: boolean;
}

/** What the use case works with. */
export interface Stores {
  readonly known: Pick<KnownPictures, 'find' | 'keep'>;
  readonly currentSettings: () => Promise<Settings>;
  readonly engineWishes: () => Promise<EngineWishes>;
  readonly remember: (prediction: Remembering) => Promise<void>;
  /** Scores with what the user has said of the picture. */
  readonly withCorrection: (scored: Scored, content: string) => Promise<Scored>;
  readonly correct: (
    correcting: Correcting,
    content: string,
    scored: Scored,
    asker: Asker,
  ) => Promise<void>;
  /** Takes a picture that nobody asked for from the budget of its page; false where that is used up. */
  readonly spend: (asker: Asker) => boolean;
  /** Whether somebody asked for pictures of a tab lately, by the extension's own menu. */
  readonly isOpenToUser: (tab: number) => Promise<boolean>;
  /** The address that a frame's tab has by now. */
  readonly tabAddress: (asker: Asker) => Promise<string>;
}

/** Bytes of pictures that are read at once, to know them again. */
const reading = new Room(64 * 2 ** 20);

/** Milliseconds that one picture may take in the offscreen document: download, queue and engine together. */
const PATIENCE = 120_000;

/** A job that the offscreen document has, or is about to get. */
interface UnderWay {
  readonly key: string;
  /** Of the srcset that its picture is in. */
  readonly family: string | undefined;
  /** Ids of the questions that wait for it. */
  readonly askers: Askers;
  /** As pressing as the document was told that it is; nothing before it has the job. */
  told?: Priority;
  readonly result: Promise<JobResult>;
}

type Open = OpenQuestion<UnderWay>;

/** What is to be classified. */
type Order = Pick<Job, 'key' | 'content' | 'picture' | 'backdrop'>;

/** Those who asked have given up before the offscreen document was there. */
class NobodyAsksError extends Error {
  override name = 'NobodyAsksError';
}

/**
 * The one use case of the worker: the session's scores, then the same picture under way, then the offscreen
 * document. What it holds in memory may be lost with the worker at any moment; content asks again then,
 * and the offscreen document joins the repeated job to the one that it is still at.
 */
export class Classification {
  readonly #stores: Stores;
  readonly #open = new OpenQuestions<UnderWay>();
  readonly #underWay = new Map<string, UnderWay>();
  /** The first of each srcset, while it is under way; where that lacks detail, the next one after it. */
  readonly #families = new Map<string, UnderWay>();

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  async classify(question: Question, asker: Asker): Promise<Outcome> {
    const { id, priority } = question;
    const { tab, document } = asker;
    const open: Open = { id, priority, tab, document, isGivenUp: false };
    if (!this.#open.add(open)) return failed('busy', 'Its tab has too many questions open');
    try {
      const { outcome, content } = await this.#answer(question, asker, open);
      if (outcome.kind !== 'scored' || content === undefined) return outcome;
      const { correct, withCorrection } = this.#stores;
      if (question.correcting) await correct(question.correcting, content, outcome, asker);
      return await withCorrection(outcome, content);
    } finally {
      this.#open.remove(open);
    }
  }

  /** Gives a question up; the picture is dropped when nobody else waits for it. */
  async cancel(id: string): Promise<void> {
    const open = this.#open.get(id);
    if (!open) return;
    open.isGivenUp = true;
    const { waitsFor } = open;
    if (!waitsFor) return;
    waitsFor.askers.leave(id);
    if (waitsFor.askers.size > 0) return this.#press(waitsFor);
    this.#forget(waitsFor);
    await tellOffscreen('cancel', [{ key: waitsFor.key }]);
  }

  /** Gives up whatever a document that has gone from sight has asked. */
  async cancelDocument(document: string): Promise<void> {
    await Promise.all(this.#open.ofDocument(document).map(({ id }) => this.cancel(id)));
  }

  /** Moves a question up or down. */
  async prioritise(id: string, priority: Priority): Promise<void> {
    const open = this.#open.get(id);
    if (!open || open.isGivenUp) return;
    open.priority = await this.#vetted(priority, open.tab);
    const { waitsFor } = open;
    waitsFor?.askers.set(id, open.priority);
    if (waitsFor) await this.#press(waitsFor);
  }

  /** Where nobody has used the menu lately nobody has asked for a picture by hand, whatever a frame says. */
  async #vetted(priority: Priority, tab: number): Promise<Priority> {
    const isOpen = await this.#stores.isOpenToUser(tab);
    return priority === 'asked' && !isOpen ? 'on-screen' : priority;
  }

  async #answer(question: Question, asker: Asker, open: Open): Promise<JobResult> {
    const priority = await this.#vetted(question.priority, open.tab);
    // It may have been moved meanwhile.
    if (open.priority === question.priority) open.priority = priority;
    const picture = await orderable(question.picture, asker);
    if (isTrouble(picture)) return { outcome: picture };
    const guest = { priority: open.priority, group: open.tab };
    const names = await reading.during(weightOf(picture), guest, () =>
      namesOf(picture, question, asker),
    );
    const known = asker.isPrivate ? undefined : await this.#stores.known.find(names);
    if (known) {
      void this.#remember(known.content, asker, known.scored);
      return { outcome: known.scored, content: known.content };
    }
    const { family = '' } = names;
    const key = await jobKey(names, referrerOf(picture));
    for (
      let relative = this.#families.get(family);
      relative && !this.#underWay.has(key);
      relative = this.#families.get(family)
    ) {
      const result = await this.#wait(relative, open);
      if (result.outcome.kind !== 'scored' || open.isGivenUp) break;
      if (result.outcome.isFullDetail) return result;
    }
    if (open.isGivenUp) return { outcome: skipped('cancelled') };
    const { content } = names;
    const order = {
      ...{ key, picture, backdrop: question.backdrop },
      ...(content === undefined ? {} : { content }),
    };
    const earlier = this.#underWay.get(key);
    if (!earlier && open.priority !== 'asked' && !this.#stores.spend(asker)) {
      return { outcome: failed('over-budget') };
    }
    const underWay = earlier ?? this.#begin(order, names, asker);
    return this.#wait(underWay, open);
  }

  async #wait(underWay: UnderWay, open: Open): Promise<JobResult> {
    if (open.isGivenUp) return { outcome: skipped('cancelled') };
    open.waitsFor = underWay;
    underWay.askers.set(open.id, open.priority);
    this.#press(underWay).catch((error) => console.error('A picture was not moved', error));
    try {
      return await underWay.result;
    } finally {
      underWay.askers.leave(open.id);
      delete open.waitsFor;
    }
  }

  #begin(order: Order, names: PictureNames, asker: Asker): UnderWay {
    const { key } = order;
    const { family } = names;
    const underWay: UnderWay = {
      key,
      family,
      askers: new Askers(),
      result: Promise.resolve()
        .then(() => this.#order(underWay, order, names, asker))
        .finally(() => this.#forget(underWay)),
    };
    this.#underWay.set(key, underWay);
    if (family !== undefined && !this.#families.has(family)) this.#families.set(family, underWay);
    return underWay;
  }

  #forget(underWay: UnderWay): void {
    const { key, family = '' } = underWay;
    if (this.#underWay.get(key) === underWay) this.#underWay.delete(key);
    if (this.#families.get(family) === underWay) this.#families.delete(family);
  }

  /** Has the offscreen document know how pressing a job is to those who wait for it now. */
  async #press(underWay: UnderWay): Promise<void> {
    const { key, told, askers } = underWay;
    const { priority } = askers;
    if (told === undefined || told === priority) return;
    underWay.told = priority;
    await tellOffscreen('prioritise', [{ key, priority }]);
  }

  async #order(
    underWay: UnderWay,
    order: Order,
    names: PictureNames,
    asker: Asker,
  ): Promise<JobResult> {
    const { currentSettings, engineWishes, known } = this.#stores;
    const { keepHistory } = await currentSettings();
    const engine = await engineWishes();
    const { tab, frameUrl, tabUrl, isSandboxed, isPrivate } = asker;
    const thumbnail = keepHistory && !isPrivate;
    const page = { tab, frameUrl, tabUrl, isSandboxed, isPrivate };
    try {
      const result = await withReferrer(order.picture, async (picture) => {
        const job = () => {
          const { size, priority } = underWay.askers;
          if (size === 0) throw new NobodyAsksError('Nobody waits for the picture any more');
          underWay.told = priority;
          return { ...order, picture, priority, ...page, thumbnail, engine };
        };
        return askOffscreen('classify', () => [job()], PATIENCE);
      });
      const { outcome, content } = result;
      if (outcome.kind === 'scored' && content !== undefined && !isPrivate) {
        // The label is right all the same; the picture will only be classified again.
        known.keep(names, result).catch(report('A prediction could not be cached'));
        void this.#remember(content, asker, outcome, result.thumbnail);
      }
      return result;
    } catch (error) {
      if (error instanceof NobodyAsksError) return { outcome: skipped('cancelled') };
      if (error instanceof NoRulesError) return { outcome: failed('guarded', error.message) };
      if (error instanceof LateAnswerError) {
        tellOffscreen('cancel', [{ key: order.key }]).catch(report('A late picture goes on'));
        return { outcome: failed('timed-out', error.message) };
      }
      if (!(error instanceof NoAnswerError)) throw error;
      return { outcome: failed('interrupted', error.message) };
    }
  }

  async #remember(
    content: string,
    asker: Asker,
    { scores }: Scored,
    thumbnail?: Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    try {
      if (asker.isPrivate) return;
      const settings = await this.#stores.currentSettings();
      // What it could not name is no prediction.
      if (!settings.keepHistory || judge(scores, settings).kind !== 'label') return;
      // It may have been closed meanwhile.
      const address = await this.#stores.tabAddress(asker).catch(() => asker.tabUrl);
      const page = pageAddress(address);
      await this.#stores.remember({
        key: content,
        scores,
        site: asker.site,
        at: Date.now(),
        ...(page === undefined ? {} : { page }),
        ...(thumbnail ? { thumbnail } : {}),
      });
    } catch (error) {
      // Likewise: a full or broken database must not cost the label.
      report('A prediction could not be remembered')(error);
    }
  }
}

const weightOf = (picture: Job['picture']): number =>
  picture.kind === 'bytes' ? sizeOf(picture.bytes) : 0;

const referrerOf = (picture: Job['picture']): string | undefined =>
  picture.kind === 'address' ? picture.referrer : undefined;

const report = (what: string) => (error: unknown) => console.error(what, error);
