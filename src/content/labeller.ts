import browser from 'webextension-polyfill';
import { failed, type Outcome, skipped } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';
import { type Priority, priorities } from '../core/priority-queue';
import { defaultSettings, type Settings } from '../core/settings';
import { judge, judgeAlike } from '../core/verdict';
import { ask } from './ask';
import { badgeContent } from './badge-content';
import { isConnected, isRendered } from './dom';
import { LabelledPicture } from './labelled-picture';
import { NaturalSizes } from './natural-sizes';
import { Overlay } from './overlay';
import type { Picture } from './picture-kinds';
import { readFromScreen } from './read-from-screen';
import { reportOf, troubleOf } from './report-of';
import { Viewing } from './viewing';

/** Questions that one frame has under way at once: enough to keep download, decoding and engine busy. */
const IN_FLIGHT = 6;

/** Milliseconds between two looks at the pictures in sight while their page changes. */
const LOOK_PAUSE = 200;

/** Sees to it that each picture of a frame gets its label, or its reason. */
export class Labeller {
  // Holds only pictures that are on the page: the finder tells of those that leave.
  readonly #pictures = new Map<Picture, LabelledPicture>();
  readonly #byElement = new Map<Element, Set<LabelledPicture>>();
  readonly #waiting = new Set<LabelledPicture>();
  readonly #overlay: Overlay;
  readonly #viewing: Viewing;
  readonly #sizes: NaturalSizes;
  readonly #onChange: () => void;
  readonly #onError: (error: unknown) => void;
  #settings: Settings = defaultSettings;
  #isAutomatic = false;
  #inFlight = 0;
  #unsettled = new Set<Element>();
  #soon: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setTimeout> | undefined;
  #missing: Trouble[] = [];

  /**
   * @param onChange told when the report has changed
   * @param onError told of errors that are not an outcome
   * @param signal ends the labelling and takes all badges away
   */
  constructor(onChange: () => void, onError: (error: unknown) => void, signal: AbortSignal) {
    this.#onChange = onChange;
    this.#onError = onError;
    this.#overlay = new Overlay(signal);
    this.#viewing = new Viewing((element) => this.#onView(element), signal);
    this.#sizes = new NaturalSizes(() => this.stirred(), signal);
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /**
   * Switches automatic labelling on, or off with all badges gone; and says what is worth a label, and how it
   * is worded.
   */
  obey(settings: Settings, on: boolean): void {
    const isSwitchedOff = this.#isAutomatic && !on;
    const isJudgedAnew = !judgeAlike(settings, this.#settings);
    this.#settings = settings;
    this.#isAutomatic = on;
    if (isSwitchedOff) this.#missing = [];
    for (const picture of this.#pictures.values()) {
      if (isSwitchedOff) this.#reset(picture);
      // What is far away has no scores here to be judged anew: it counts again when it is seen again.
      if (isSwitchedOff || isJudgedAnew) picture.lastVerdict = undefined;
      this.#settle(picture);
      this.#show(picture);
    }
    this.#askNext();
    this.#onChange();
  }

  /** Says that somebody asked for a picture where none is, or for one that is not on the page any more. */
  miss(url: string | undefined, at: { readonly x: number; readonly y: number }): void {
    if (url !== undefined) {
      this.#missing = [...this.#missing, troubleOf(url, failed('gone'))].slice(-maxTroubles);
    }
    this.#overlay.say(browser.i18n.getMessage('noticeNothingHere'), at);
    this.#onChange();
  }

  /** Classifies a picture because somebody asked for it. */
  classify(asked: Picture): void {
    this.found(asked);
    const picture = this.#pictures.get(asked) as LabelledPicture;
    this.#settle(picture);
    // One that is under way or waiting already is asked about anew, ahead of all others.
    const isKnown = picture.outcome?.kind === 'scored' && !picture.kind.canvas;
    if (!isKnown) this.#reset(picture);
    picture.byHand = true;
    this.#show(picture);
    this.#consider(picture);
    this.#askNext();
  }

  /** Asks anew what was under way when the page went into the back/forward cache: those answers are lost. */
  resume(): void {
    for (const picture of this.#pictures.values()) {
      if (picture.state !== 'asking') continue;
      picture.question?.abort();
      picture.state = 'idle';
      this.#consider(picture);
    }
    this.#askNext();
  }

  /** A picture is on the page. */
  found(picture: Picture): void {
    if (this.#pictures.has(picture)) return;
    const labelled = new LabelledPicture(picture, this.#sizes);
    this.#pictures.set(picture, labelled);
    const others = this.#byElement.get(picture.element) ?? new Set();
    this.#byElement.set(picture.element, others.add(labelled));
    this.#viewing.add(picture.element);
    // Its element may have been in view for long.
    if (others.size > 1) this.changed(picture.element);
  }

  /** It has left the page. */
  lost(picture: Picture): void {
    const labelled = this.#pictures.get(picture);
    if (!labelled) return;
    this.#pictures.delete(picture);
    const others = this.#byElement.get(picture.element);
    others?.delete(labelled);
    if (others?.size === 0) this.#byElement.delete(picture.element);
    this.#viewing.remove(picture.element);
    this.#reset(labelled);
    this.#onChange();
  }

  /** An element may show other pictures now. */
  changed(element: Element): void {
    // Mutation observers run before the browser has chosen the new source: look again after it has.
    this.#unsettled.add(element);
    this.#askSoon();
  }

  /** An element has loaded a picture: what failed with the same address before may succeed now. */
  loaded(element: Element): void {
    for (const picture of this.#byElement.get(element) ?? []) {
      if (picture.state === 'answered' && picture.outcome?.kind !== 'scored') this.#reset(picture);
    }
    this.changed(element);
  }

  /** Something may have moved, hidden, shown, covered or uncovered pictures. */
  stirred(): void {
    this.#overlay.stirred();
    this.#look ??= setTimeout(() => {
      this.#look = undefined;
      for (const [element, pictures] of this.#byElement) {
        if (!this.#viewing.isNear(element)) continue;
        for (const picture of pictures) this.#settle(picture);
      }
      this.#askNext();
    }, LOOK_PAUSE);
  }

  /** Something moves: badges have to follow it. */
  moved(): void {
    this.#overlay.moved();
  }

  #onView(element: Element): void {
    this.#unsettled.add(element);
    // Observers call back in no order: what is near may be known before what is on screen.
    this.#askSoon();
    this.#overlay.moved();
  }

  #askSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      const unsettled = this.#unsettled;
      this.#unsettled = new Set();
      for (const element of unsettled) {
        for (const picture of this.#byElement.get(element) ?? []) this.#settle(picture);
      }
      this.#askNext();
    });
  }

  /** Drops what is known of another picture than the one that the element shows now. */
  #settle(picture: LabelledPicture): void {
    const { element, kind } = picture;
    const source = isConnected(element) ? kind.source(element) : '';
    const { leftOut } = picture;
    if (picture.source !== source) {
      this.#reset(picture);
      picture.source = source;
      picture.lastVerdict = undefined;
      this.#onChange();
    }
    if (!this.#viewing.isNear(element) && !picture.byHand) {
      this.#letGo(picture);
    } else {
      picture.look(this.#settings);
      if (picture.leftOut && !picture.byHand && picture.state !== 'idle') this.#reset(picture);
    }
    if (picture.leftOut !== leftOut) this.#onChange();
    this.#consider(picture);
  }

  /** Far out of sight, scores take memory for nothing: the session's cache knows them when they are wanted again. */
  #letGo(picture: LabelledPicture): void {
    if (picture.outcome?.kind !== 'scored') return;
    const { kind } = judge(picture.outcome.scores, this.#settings);
    this.#reset(picture);
    picture.lastVerdict = kind;
  }

  #reset(picture: LabelledPicture): void {
    this.#waiting.delete(picture);
    picture.question?.abort();
    picture.question = undefined;
    picture.outcome = undefined;
    picture.state = 'idle';
    picture.byHand = false;
    this.#overlay.hide(picture);
  }

  #isWanted(picture: LabelledPicture): boolean {
    if (picture.source === '') return false;
    if (picture.byHand) return true;
    const { element, kind, leftOut, isLoaded } = picture;
    const isCounted = this.#isAutomatic && !kind.canvas && !leftOut;
    return isCounted && this.#viewing.isNear(element) && isLoaded && isRendered(element);
  }

  #consider(picture: LabelledPicture): void {
    const isWanted = this.#isWanted(picture);
    if (picture.state === 'idle' && isWanted) {
      picture.state = 'waiting';
      this.#waiting.add(picture);
    } else if (picture.state === 'waiting' && !isWanted) {
      picture.state = 'idle';
      this.#waiting.delete(picture);
    }
  }

  #askNext(): void {
    for (;;) {
      const next = this.#mostPressing();
      // What somebody asked for does not wait for a place.
      if (!next || (this.#inFlight >= IN_FLIGHT && !next.byHand)) return;
      void this.#ask(next);
    }
  }

  #mostPressing(): LabelledPicture | undefined {
    let best: LabelledPicture | undefined;
    for (const picture of this.#waiting) {
      if (!best || this.#rankOf(picture) < this.#rankOf(best)) best = picture;
    }
    return best;
  }

  #rankOf(picture: LabelledPicture): number {
    return priorities.indexOf(this.#priorityOf(picture));
  }

  #priorityOf({ byHand, element }: LabelledPicture): Priority {
    return byHand ? 'asked' : this.#viewing.isOnScreen(element) ? 'on-screen' : 'near';
  }

  async #ask(picture: LabelledPicture): Promise<void> {
    const { source, element, kind } = picture;
    const question = new AbortController();
    this.#waiting.delete(picture);
    picture.question = question;
    picture.state = 'asking';
    this.#inFlight++;
    try {
      const outcome = await this.#outcomeOf(picture, question.signal);
      if (question.signal.aborted) return;
      if (kind.source(element) !== source) {
        this.#settle(picture);
        return;
      }
      picture.state = 'answered';
      picture.outcome = outcome;
      picture.lastVerdict = undefined;
      this.#show(picture);
      this.#onChange();
    } finally {
      this.#inFlight--;
      this.#askNext();
    }
  }

  async #outcomeOf(picture: LabelledPicture, signal: AbortSignal): Promise<Outcome> {
    // What the browser did not load (it is broken, blocked, forbidden by the page) nobody fetches unasked.
    if (!picture.byHand && picture.isBroken && isElsewhere(picture.source)) {
      return skipped('not-shown');
    }
    try {
      const outcome = await ask(picture, picture.source, this.#priorityOf(picture), signal);
      const isUnreadable = outcome.kind === 'failed' && outcome.reason === 'unreadable';
      return isUnreadable ? await readFromScreen(picture, this.#overlay, signal, outcome) : outcome;
    } catch (error) {
      this.#onError(error);
      return failed('interrupted', (error as Error).message);
    }
  }

  /** Has the badge of a picture say what is known of it, as the settings want it said. */
  #show(picture: LabelledPicture): void {
    const content = badgeContent(picture, this.#settings);
    if (content) this.#overlay.show(picture, content);
    else this.#overlay.hide(picture);
  }

  /** What became of the pictures of this frame. */
  report(): PageReport {
    return reportOf([...this.#pictures.values()], this.#missing, this.#settings);
  }

  #end(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#look);
    for (const { question } of this.#pictures.values()) question?.abort();
    this.#pictures.clear();
    this.#byElement.clear();
    this.#waiting.clear();
    this.#unsettled.clear();
  }
}

const isElsewhere = (url: string): boolean =>
  URL.canParse(url) && /^https?:/.test(url) && new URL(url).origin !== self.origin;
