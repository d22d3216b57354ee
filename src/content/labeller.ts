import browser from 'webextension-polyfill';
import { type Finding, findingOf } from '../core/finding';
import { type Failed, failed, type Outcome } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';
import { defaultSettings, type Settings } from '../core/settings';
import { judgeAlike } from '../core/verdict';
import type { Step } from '../messaging/protocol';
import type { AfterLayout } from './after-layout';
import { badgeContent } from './badge-content';
import { isConnected, isPageHidden, listen } from './dom';
import { LabelActions } from './label-actions';
import { LabelledPicture } from './labelled-picture';
import type { Display } from './late-overlay';
import { Looks } from './looks';
import { NaturalSizes } from './natural-sizes';
import type { Picture } from './picture-kinds';
import { PictureShelf } from './picture-shelf';
import { Questioner } from './questioner';
import { reportOf, troubleOf } from './report-of';
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
  readonly #questioner: Questioner;
  /** What people can have done about its labels. */
  readonly actions: LabelActions;
  readonly #display: Display;
  /** What was found on pictures that are far away by now: the same is held once, for there may be thousands. */
  readonly #found = new Map<string, Finding>();
  readonly #viewing: Viewing;
  readonly #looks: Looks;
  readonly #sizes: NaturalSizes;
  readonly #onChange: () => void;
  readonly #onFailure: (failure: Failed) => void;
  readonly #onError: (error: unknown) => void;
  #settings: Settings = defaultSettings;
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
      () => this.#questioner.next(),
      signal,
    );
    this.#viewing = new Viewing((element) => this.#onView(element), signal);
    this.#sizes = new NaturalSizes(() => this.stirred(), signal);
    this.#questioner = new Questioner(
      {
        pictures: this.#pictures,
        display,
        viewing: this.#viewing,
        looks: this.#looks,
        settle: (picture) => this.#settle(picture),
        answered: (picture, outcome) => this.#take(picture, outcome),
        onError,
      },
      signal,
    );
    this.actions = new LabelActions(this.#pictures, this.#questioner, (picture) => {
      this.#show(picture);
      this.#onChange();
    });
    listen(document, 'visibilitychange', () => this.#onVisibility(), { signal });
    signal.addEventListener('abort', () => this.#end());
  }

  /**
   * Switches automatic labelling on, or off with all badges gone; and says what is worth a label, and how it
   * is worded.
   */
  obey(settings: Settings, on: boolean): void {
    const isSwitchedOff = this.#questioner.isAutomatic && !on;
    const isJudgedAnew = !judgeAlike(settings, this.#settings);
    this.#settings = settings;
    if (isJudgedAnew) this.#found.clear();
    this.#questioner.isAutomatic = on;
    this.#display.dress(settings);
    if (isSwitchedOff) this.#missing = [];
    for (const picture of this.#pictures.values()) {
      if (this.#isFar(picture.element)) continue;
      if (isSwitchedOff) this.#reset(picture);
      // What is far away has no scores here to be judged anew: it counts again when it is seen again.
      if (isSwitchedOff || isJudgedAnew) picture.finding = undefined;
      this.#settle(picture);
      this.#show(picture);
    }
    this.#questioner.next();
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
    this.#questioner.consider(picture);
    this.#questioner.next();
  }

  /** Likewise, and shows which picture it is. */
  mark(asked: Picture): void {
    this.classify(asked);
    this.#display.mark(this.#pictures.get(asked) as LabelledPicture);
  }

  /** Goes to the next or previous picture that has a label, or gets one when it is seen. */
  step(step: Step): Promise<boolean> {
    const least = this.#questioner.isAutomatic ? this.#settings.smallest : Number.POSITIVE_INFINITY;
    return this.#display.step(() => this.#pictures.values(), step, least);
  }

  /** Gives up what is under way, for the page is being left. */
  leave(): void {
    this.#questioner.isAway = true;
  }

  /** The page has come back out of the back/forward cache. */
  resume(): void {
    this.#questioner.isAway = false;
  }

  /** A picture is on the page. */
  found(picture: Picture): void {
    if (this.#pictures.get(picture)) return;
    this.#pictures.add(new LabelledPicture(picture, this.#lastId++, this.#sizes));
    this.#viewing.add(picture.element);
    // Its element may have been in view for long.
    if (this.#pictures.of(picture.element).length > 1) this.changed(picture.element);
  }

  /** It has left the page. */
  lost(picture: Picture): void {
    const labelled = this.#pictures.get(picture);
    if (!labelled) return;
    this.#pictures.remove(labelled);
    this.#viewing.remove(picture.element);
    this.#looks.drop(picture.element);
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
    if (!isPageHidden()) this.#looks.addAfterRest(() => this.#viewing.nearOnes);
  }

  /** Something moves: badges have to follow it. */
  moved(): void {
    this.#display.moved();
  }

  /** Something is scrolled: where that goes on and on, little is asked meanwhile. */
  scrolled(): void {
    this.moved();
    this.#questioner.scrolled();
  }

  #onView(element: Element): void {
    // Observers call back in no order: what is near may be known before what is on screen.
    this.#lookAt(element);
    for (const picture of this.#pictures.of(element)) this.#display.movedAt(picture);
  }

  /** Has an element looked at in the next frame. */
  #lookAt(element: Element): void {
    if (!this.#isFar(element)) this.#looks.add(element);
  }

  /** Whether an element is far away and nothing is known of it: then it is left alone. */
  #isFar(element: Element): boolean {
    const pictures = this.#pictures.of(element);
    return !this.#viewing.isNear(element) && pictures.every(({ isUnknown }) => isUnknown);
  }

  #onVisibility(): void {
    if (isPageHidden()) {
      this.#questioner.putOff(({ byHand }) => !byHand);
    } else {
      this.stirred();
      this.#questioner.next();
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
    this.#questioner.consider(picture);
  }

  /** Far out of sight, scores take memory for nothing: the session's cache knows them when they are wanted again. */
  #letGo(picture: LabelledPicture): void {
    if (picture.outcome?.kind !== 'scored') return;
    const { finding } = picture;
    this.#reset(picture);
    if (!finding) return;
    const told = JSON.stringify(finding, (name, value) =>
      name === 'probability' ? undefined : value,
    );
    if (!this.#found.has(told)) this.#found.set(told, finding);
    picture.finding = this.#found.get(told);
  }

  #reset(picture: LabelledPicture): void {
    this.#questioner.forget(picture);
    picture.outcome = undefined;
    picture.finding = undefined;
    picture.byHand = false;
    this.#display.hide(picture);
  }

  #take(picture: LabelledPicture, outcome: Outcome): void {
    picture.outcome = outcome;
    if (outcome.kind === 'failed') this.#onFailure(outcome);
    this.#show(picture);
    this.#onChange();
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
  get pictures(): readonly LabelledPicture[] {
    return this.#pictures.values();
  }

  /** Whether there is anything to label, as far as it is known of. */
  get hasPictures(): boolean {
    return this.#pictures.values().some(({ leftOut }) => !leftOut);
  }

  /** What became of the pictures of this frame. */
  report(): PageReport {
    return reportOf(this.#pictures.values(), this.#missing);
  }

  #end(): void {
    for (const { question } of this.#pictures.values()) question?.giveUp();
    this.#pictures.clear();
  }
}
