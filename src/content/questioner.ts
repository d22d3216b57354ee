import { failed, type Outcome } from '../core/outcome';
import type { Priority } from '../core/priority-queue';
import { AskingLine } from './asking-line';
import { backdropOf } from './backdrop';
import { isPageHidden, isRendered } from './dom';
import { findOut } from './find-out';
import type { LabelledPicture } from './labelled-picture';
import type { Display } from './late-overlay';
import type { Looks } from './looks';
import { Motion } from './motion';
import type { PictureShelf } from './picture-shelf';
import { Question } from './question';
import { Retries } from './retries';
import type { Viewing } from './viewing';

/** What a questioner works with. */
export interface Sources {
  readonly pictures: PictureShelf;
  readonly display: Display;
  readonly viewing: Viewing;
  readonly looks: Looks;
  /** Drops what is known of another picture than the one that the element shows now. */
  readonly settle: (picture: LabelledPicture) => void;
  /** Told what became of a picture that was asked about. */
  readonly answered: (picture: LabelledPicture, outcome: Outcome) => void;
  /** Told of errors that are not an outcome. */
  readonly onError: (error: unknown) => void;
}

/** Asks about the pictures that are wanted, in their turn, and again about those that failed. */
export class Questioner {
  readonly #sources: Sources;
  readonly #line = new AskingLine(
    (picture, priority) => this.#ask(picture, priority),
    (priority) => this.#mayAsk(priority),
    () => this.#motion.isUnderWay,
  );
  readonly #motion = new Motion();
  readonly #retries: Retries;
  /** Whether pictures are wanted without anybody having asked for them. */
  isAutomatic = false;
  #isAway = false;

  /** @param signal ends the asking */
  constructor(sources: Sources, signal: AbortSignal) {
    this.#sources = sources;
    this.#retries = new Retries((picture) => this.askAgain(picture), signal);
    signal.addEventListener('abort', () => this.#line.clear());
  }

  /** Asks whatever it is the turn of. */
  next(): void {
    this.#line.next();
  }

  /** Something is scrolled: where that goes on and on, little is asked meanwhile. */
  scrolled(): void {
    this.#motion.go();
  }

  /** Whether the page has been left, for good or for the back/forward cache: what is under way is lost then. */
  set isAway(isAway: boolean) {
    this.#isAway = isAway;
    this.putOff(() => true);
    this.next();
  }

  /** Has pictures that are being asked about wait for their turn again. */
  putOff(which: (picture: LabelledPicture) => boolean): void {
    for (const picture of this.#sources.pictures.values()) {
      if (picture.state !== 'asking' || !which(picture)) continue;
      this.#giveUp(picture);
      this.consider(picture);
    }
  }

  /** Has nothing more to do with a picture, or with that which its element has shown so far. */
  forget(picture: LabelledPicture): void {
    this.#giveUp(picture);
    this.#retries.forget(picture);
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
    const isCounted = this.isAutomatic && !kind.canvas && !leftOut;
    return isCounted && this.#sources.viewing.isNear(element) && isLoaded && isRendered(element);
  }

  /** Sees to it that a picture is asked about if it is wanted, as soon as it is its turn, and else not. */
  consider(picture: LabelledPicture): void {
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
    return !isPageHidden() && (priority === 'on-screen' || !this.#sources.looks.isUnderWay);
  }

  #priorityOf({ byHand, element }: LabelledPicture): Priority {
    return byHand ? 'asked' : this.#sources.viewing.isOnScreen(element) ? 'on-screen' : 'near';
  }

  async #ask(picture: LabelledPicture, priority: Priority): Promise<void> {
    const question = new Question(priority);
    const { byHand } = picture;
    picture.question = question;
    picture.state = 'asking';
    const outcome = await this.outcomeOf(picture, question);
    if (question.signal.aborted) return;
    picture.question = undefined;
    if (picture.byHand && !byHand && outcome.kind === 'skipped') {
      // Less is left alone for who asks by hand, and they did so meanwhile.
      this.askAgain(picture);
      return;
    }
    picture.state = 'answered';
    // What is known is not lost where it was asked only what the user says of it.
    if (outcome.kind !== 'scored' && picture.outcome?.kind === 'scored') return;
    this.#retries.note(picture, outcome);
    this.#sources.answered(picture, outcome);
  }

  /** What is known of it stays until it has its answer; where it is not wanted now, it has its turn when it is again. */
  askAgain(picture: LabelledPicture): void {
    picture.state = 'idle';
    this.consider(picture);
    this.next();
  }

  /** Asks at once. */
  async outcomeOf(picture: LabelledPicture, question: Question): Promise<Outcome> {
    const { display, settle, onError } = this.#sources;
    const outcome = await findOut(picture, display, question).catch((error: Error) => {
      onError(error);
      return failed('interrupted', error.message);
    });
    // Nobody may have told of another picture in its element.
    if (picture.kind.source(picture.element) !== picture.source) settle(picture);
    return outcome;
  }
}
