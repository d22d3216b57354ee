import browser from 'webextension-polyfill';
import type { Correcting } from '../core/correction';
import { findingOf } from '../core/finding';
import { type Failed, failed, type Outcome } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';
import type { Priority } from '../core/priority-queue';
import { defaultSettings, type Settings } from '../core/settings';
import { judgeAlike } from '../core/verdict';
import type { Step } from '../messaging/protocol';
import type { AfterLayout } from './after-layout';
import { AskingLine } from './asking-line';
import { backdropOf } from './backdrop';
import { badgeContent } from './badge-content';
import { isConnected, isPageHidden, isRendered, listen } from './dom';
import { findOut } from './find-out';
import { LabelledPicture } from './labelled-picture';
import type { Display } from './late-overlay';
import { Looks } from './looks';
import { Motion } from './motion';
import { NaturalSizes } from './natural-sizes';
import type { Picture } from './picture-kinds';
import { PictureShelf } from './picture-shelf';
import type { Anchor } from './place-badges';
import { Question } from './question';
import { reportOf, troubleOf } from './report-of';
import { Retries } from './retries';
import { Viewing } from './viewing';

/** What a labeller works with. */
export interface Surroundings {
  readonly frame: AfterLayout;
  readonly display: Display;
  /** Told when the report has changed. */
  readonly onChange: () => void;
  /** Told when a picture has failed to get its label. */
  readonly onFailure: (failure: Failed) => void;
  /** Told of errors that are not an outcome. */
  readonly onError: (error: unknown) => void;
}

/** Sees to it that each picture of a frame gets its label, or its reason. */
export class Labeller {
  // Holds only pictures that are on the page: the finder tells of those that leave.
  readonly #pictures = new PictureShelf();
  readonly #line = new AskingLine(
    (picture, priority) => this.#ask(picture, priority),
    (priority) => this.#mayAsk(priority),
    () => this.#motion.isUnderWay,
  );
  readonly #display: Display;
  readonly #viewing: Viewing;
  readonly #looks: Looks;
  readonly #sizes: NaturalSizes;
  readonly #motion: Motion;
  readonly #retries: Retries;
  readonly #onChange: () => void;
  readonly #onFailure: (failure: Failed) => void;
  readonly #onError: (error: unknown) => void;
  #settings: Settings = defaultSettings;
  #isAutomatic = false;
  /** Whether the page has been left, for good or for the back/forward cache. */
  #isAway = false;
  #missing: Trouble[] = [];
  #lastId = 0;

  /** @param signal ends the labelling */
  constructor({ frame, display, onChange, onFailure, onError }: Surroundings, signal: AbortSignal) {
    this.#display = display;
    this.#onChange = onChange;
    this.#onFailure = onFailure;
    this.#onError = onError;
    this.#looks = new Looks(
      frame,
      (element) => this.#settleAll(element),
      () => this.#line.next(),
      signal,
    );
    this.#viewing = new Viewing((element) => this.#onView(element), signal);
    this.#sizes = new NaturalSizes(() => this.stirred(), signal);
    this.#motion = new Motion(() => this.#line.next(), signal);
    this.#retries = new Retries((picture) => this.#askAgain(picture), signal);
    listen(document, 'visibilitychange', () => this.#onVisibility(), { signal });
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
    this.#display.dress(settings);
    if (isSwitchedOff) this.#missing = [];
    for (const picture of this.#pictures.values()) {
      if (isSwitchedOff) this.#reset(picture);
      // What is far away has no scores here to be judged anew: it counts again when it is seen again.
      if (isSwitchedOff || isJudgedAnew) picture.finding = undefined;
      this.#settle(picture);
      this.#show(picture);
    }
    this.#line.next();
    this.#onChange();
  }

  /** Says that somebody asked for a picture where none is, or for one that is not on the page any more. */
  miss(url: string | undefined, at: { readonly x: number; readonly y: number }): void {
    if (url !== undefined) {
      const gone = failed('gone');
      this.#missing = [...this.#missing, troubleOf(url, gone)].slice(-maxTroubles);
      this.#onFailure(gone);
    }
    this.#display.say(browser.i18n.getMessage('noticeNothingHere'), at);
    this.#onChange();
  }

  /** Classifies a picture because somebody asked for it. */
  classify(asked: Picture): void {
    this.found(asked);
    const picture = this.#pictures.get(asked) as LabelledPicture;
    this.#settle(picture);
    // A canvas may show something else by now.
    const isOpen = !picture.question && picture.outcome?.kind !== 'scored';
    if (isOpen || picture.kind.canvas) this.#reset(picture);
    picture.byHand = true;
    picture.dismissed = '';
    this.#show(picture);
    this.#consider(picture);
    this.#line.next();
  }

  /** Likewise, and shows which picture it is. */
  mark(asked: Picture): void {
    this.classify(asked);
    this.#display.mark(this.#pictures.get(asked) as LabelledPicture);
  }

  /** Goes to the next or previous picture that has a label, or gets one when it is seen. */
  step(step: Step): Promise<boolean> {
    const least = this.#isAutomatic ? this.#settings.smallest : Number.POSITIVE_INFINITY;
    return this.#display.step(() => [...this.#pictures.values()], step, least);
  }

  /**
   * Does what the user wants done about the label of a picture.
   *
   * @returns whether it was done
   */
  async correct(anchor: Anchor, correcting: Correcting): Promise<boolean> {
    const picture = this.#pictureOf(anchor);
    if (!picture) return false;
    const { source } = picture;
    const question = new Question(picture.byHand ? 'asked' : 'on-screen', correcting);
    const outcome = await this.#outcomeOf(picture, question);
    if (picture.kind.source(picture.element) !== picture.source) this.#settle(picture);
    if (outcome.kind !== 'scored') return false;
    // It may have left the page meanwhile, or its element may show another.
    const isThere = this.#pictureOf(anchor) === picture && picture.source === source;
    if (isThere && picture.outcome?.kind === 'scored') {
      picture.outcome = outcome;
      this.#show(picture);
      this.#onChange();
    }
    return true;
  }

  /** What the user says of pictures has changed: the cache answers anew at once. */
  corrected(): void {
    for (const picture of this.#pictures.values()) {
      if (picture.state === 'answered' && picture.outcome?.kind === 'scored') {
        this.#askAgain(picture);
      }
    }
  }

  /** Takes the badge of a picture away until its element shows another one, or somebody asks for it by hand. */
  dismiss(anchor: Anchor): void {
    const picture = this.#pictureOf(anchor);
    if (!picture) return;
    picture.dismissed = picture.source;
    this.#show(picture);
  }

  #pictureOf(anchor: Anchor): LabelledPicture | undefined {
    return this.#pictures.of(anchor.element).find((each) => each === anchor);
  }

  /** Gives up what is under way, for the page is being left. */
  leave(): void {
    this.#isAway = true;
    this.#putOff(() => true);
  }

  /** The page has come back out of the back/forward cache. */
  resume(): void {
    this.#isAway = false;
    // An answer that was under way is lost.
    this.#putOff(() => true);
    this.#line.next();
  }

  /** A picture is on the page. */
  found(picture: Picture): void {
    if (this.#pictures.has(picture)) return;
    this.#pictures.add(picture, new LabelledPicture(picture, this.#lastId++, this.#sizes));
    this.#viewing.add(picture.element);
    // Its element may have been in view for long.
    if (this.#pictures.of(picture.element).length > 1) this.changed(picture.element);
  }

  /** It has left the page. */
  lost(picture: Picture): void {
    const labelled = this.#pictures.remove(picture);
    if (!labelled) return;
    this.#viewing.remove(picture.element);
    this.#reset(labelled);
    this.#onChange();
  }

  /** An element may show other pictures now. */
  changed(element: Element): void {
    // Mutation observers run before the browser has chosen the new source: look again after it has.
    this.#lookAt(element);
  }

  /** An element has loaded a picture: what failed with the same address before may succeed now. */
  loaded(element: Element): void {
    for (const picture of this.#pictures.of(element)) {
      if (picture.state === 'answered' && picture.outcome?.kind !== 'scored') this.#reset(picture);
    }
    this.changed(element);
  }

  /** Something may have moved, hidden, shown, covered or uncovered pictures. */
  stirred(): void {
    this.#display.stirred();
    // When it is shown, all is looked at anyway.
    if (!isPageHidden()) this.#looks.addAfterRest(() => this.#nearElements());
  }

  /** Something moves: badges have to follow it. */
  moved(): void {
    this.#display.moved();
  }

  /** Something is scrolled: where that goes on and on, little is asked meanwhile. */
  scrolled(): void {
    this.moved();
    this.#motion.go();
  }

  #onView(element: Element): void {
    // Observers call back in no order: what is near may be known before what is on screen.
    this.#lookAt(element);
    for (const picture of this.#pictures.of(element)) this.#display.movedAt(picture);
  }

  /** Has an element looked at in the next frame, unless it is far away and nothing is known of it. */
  #lookAt(element: Element): void {
    const pictures = this.#pictures.of(element);
    if (!this.#viewing.isNear(element) && pictures.every(({ isUnknown }) => isUnknown)) return;
    this.#looks.add(element);
  }

  #onVisibility(): void {
    if (isPageHidden()) {
      this.#putOff(({ byHand }) => !byHand);
    } else {
      this.stirred();
      this.#line.next();
    }
  }

  /** Has pictures that are being asked about wait for their turn again. */
  #putOff(which: (picture: LabelledPicture) => boolean): void {
    for (const picture of this.#pictures.values()) {
      if (picture.state !== 'asking' || !which(picture)) continue;
      this.#giveUp(picture);
      this.#consider(picture);
    }
  }

  *#nearElements(): Iterable<Element> {
    for (const element of this.#pictures.elements()) {
      if (this.#viewing.isNear(element)) yield element;
    }
  }

  #settleAll(element: Element): void {
    for (const picture of this.#pictures.of(element)) {
      try {
        this.#settle(picture);
      } catch (error) {
        // The others have their turn all the same.
        this.#onError(error);
      }
    }
  }

  /** Drops what is known of another picture than the one that the element shows now. */
  #settle(picture: LabelledPicture): void {
    const { element, kind } = picture;
    const source = isConnected(element) ? kind.source(element) : '';
    const { leftOut } = picture;
    if (picture.source !== source) {
      if (!picture.isAlso(source)) {
        this.#reset(picture);
        this.#onChange();
      }
      picture.source = source;
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
    const { finding } = picture;
    this.#reset(picture);
    picture.finding = finding;
  }

  #reset(picture: LabelledPicture): void {
    this.#giveUp(picture);
    this.#retries.forget(picture);
    picture.outcome = undefined;
    picture.finding = undefined;
    picture.byHand = false;
    this.#display.hide(picture);
  }

  #giveUp(picture: LabelledPicture): void {
    this.#line.remove(picture);
    picture.question?.giveUp();
    picture.question = undefined;
    picture.state = 'idle';
  }

  #isWanted(picture: LabelledPicture): boolean {
    if (picture.source === '') return false;
    if (picture.byHand) return true;
    const { element, kind, leftOut, isLoaded } = picture;
    const isCounted = this.#isAutomatic && !kind.canvas && !leftOut;
    return isCounted && this.#viewing.isNear(element) && isLoaded && isRendered(element);
  }

  /** Sees to it that a picture is asked about if it is wanted, as soon as it is its turn, and else not. */
  #consider(picture: LabelledPicture): void {
    if (picture.state === 'answered') return;
    if (!this.#isWanted(picture)) {
      this.#giveUp(picture);
      return;
    }
    const priority = this.#priorityOf(picture);
    if (picture.question) {
      picture.question.prioritise(priority);
      return;
    }
    // Read now, with all that was read of the page: when its turn comes the page may not be laid out.
    if (picture.state === 'idle') picture.backdrop = backdropOf(picture.element);
    picture.state = 'waiting';
    this.#line.add(picture, priority);
  }

  /** A page that nobody sees asks nothing by itself; and what is near waits until it is known what is on screen. */
  #mayAsk(priority: Priority): boolean {
    if (this.#isAway || priority === 'asked') return !this.#isAway;
    return !isPageHidden() && (priority === 'on-screen' || !this.#looks.isUnderWay);
  }

  #priorityOf({ byHand, element }: LabelledPicture): Priority {
    return byHand ? 'asked' : this.#viewing.isOnScreen(element) ? 'on-screen' : 'near';
  }

  async #ask(picture: LabelledPicture, priority: Priority): Promise<void> {
    this.#display.prepare?.();
    const question = new Question(priority);
    const { byHand } = picture;
    picture.question = question;
    picture.state = 'asking';
    const outcome = await this.#outcomeOf(picture, question);
    // Nobody may have told of another picture in its element.
    if (picture.kind.source(picture.element) !== picture.source) this.#settle(picture);
    if (question.signal.aborted) return;
    picture.question = undefined;
    if (picture.byHand && !byHand && outcome.kind === 'skipped') {
      // Less is left alone for who asks by hand, and they did so meanwhile.
      this.#askAgain(picture);
      return;
    }
    picture.state = 'answered';
    // What is known is not lost where it was asked only what the user says of it.
    if (outcome.kind !== 'scored' && picture.outcome?.kind === 'scored') return;
    picture.outcome = outcome;
    this.#retries.note(picture, outcome);
    if (outcome.kind === 'failed') this.#onFailure(outcome);
    this.#show(picture);
    this.#onChange();
  }

  /** What is known of it stays until it has its answer; where it is not wanted now, it has its turn when it is again. */
  #askAgain(picture: LabelledPicture): void {
    picture.state = 'idle';
    this.#consider(picture);
    this.#line.next();
  }

  async #outcomeOf(picture: LabelledPicture, question: Question): Promise<Outcome> {
    try {
      return await findOut(picture, this.#display, question);
    } catch (error) {
      this.#onError(error);
      return failed('interrupted', (error as Error).message);
    }
  }

  /** Has the badge of a picture say what is known of it, as the settings want it said. */
  #show(picture: LabelledPicture): void {
    const { outcome } = picture;
    if (outcome) {
      picture.finding = outcome.kind === 'scored' ? findingOf(outcome, this.#settings) : undefined;
    }
    const isDismissed = picture.dismissed !== '' && picture.dismissed === picture.source;
    const content = isDismissed ? undefined : badgeContent(picture, this.#settings);
    if (content) this.#display.show(picture, content);
    else this.#display.hide(picture);
  }

  /** All pictures of this frame that are known of. */
  get pictures(): Iterable<[Picture, LabelledPicture]> {
    return this.#pictures.entries();
  }

  /** Whether there is anything to label, as far as it is known of. */
  get hasPictures(): boolean {
    return [...this.#pictures.values()].some(({ leftOut }) => !leftOut);
  }

  /** What became of the pictures of this frame. */
  report(): PageReport {
    return reportOf(this.#pictures.values(), this.#missing);
  }

  #end(): void {
    for (const { question } of this.#pictures.values()) question?.giveUp();
    this.#pictures.clear();
    this.#line.clear();
  }
}
