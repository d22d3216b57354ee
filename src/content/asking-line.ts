import { type Priority, priorities } from '../core/priority-queue';
import { isPageLoading } from './dom';
import type { LabelledPicture } from './labelled-picture';

/** Questions that one frame has under way at once: enough to keep download, decoding and engines busy. */
const IN_FLIGHT = 16;

/** The same while the page is loaded or moves: that comes first, and what is asked may have gone by before it is answered. */
const whileBusy = () => Math.min(IN_FLIGHT, Math.max(2, navigator.hardwareConcurrency - 2));

/** How many are asked about in one task: what each takes adds up, and the page waits for it. */
const AT_ONCE = 4;

/** Milliseconds after which it is seen whether the page is loaded and at rest, and more have their turn. */
const PAUSE = 250;

type Ask = (picture: LabelledPicture, priority: Priority) => Promise<void>;
type IsOpen = (priority: Priority) => boolean;

/** The pictures of a frame that wait to be asked about: most pressing first, among equals first come, first served. */
export class AskingLine {
  readonly #lines = new Map(priorities.map((priority) => [priority, new Set<LabelledPicture>()]));
  readonly #ask: Ask;
  readonly #isOpen: IsOpen;
  readonly #isMoving: () => boolean;
  #inFlight = 0;
  #turn: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ask ends when the picture has its answer, or has been given up
   * @param isOpen whether what presses so much may be asked about now
   * @param isMoving whether the page is just being scrolled
   */
  constructor(ask: Ask, isOpen: IsOpen, isMoving: () => boolean) {
    this.#ask = ask;
    this.#isOpen = isOpen;
    this.#isMoving = isMoving;
  }

  /** Has a picture wait for its turn, or moves it up or down. */
  add(picture: LabelledPicture, priority: Priority): void {
    const line = this.#lines.get(priority);
    if (line?.has(picture)) return;
    this.remove(picture);
    line?.add(picture);
  }

  remove(picture: LabelledPicture): void {
    for (const line of this.#lines.values()) line.delete(picture);
  }

  /**
   * Asks about those whose turn it is. What somebody asked for by hand does not wait for a place.
   *
   * @param isAlone whether nothing else is done in this task; a busy page is to get its frame first
   */
  next(isAlone = false): void {
    const isLoading = isPageLoading();
    const isBusy = isLoading || this.#isMoving();
    const most = isBusy ? whileBusy() : IN_FLIGHT;
    let room = isAlone || !isBusy ? AT_ONCE : 0;
    for (const [priority, line] of this.#lines) {
      if (!this.#isOpen(priority)) continue;
      for (const picture of line) {
        if (priority !== 'asked') {
          if (this.#inFlight >= most || (isLoading && priority === 'near')) {
            clearTimeout(this.#pause);
            this.#pause = setTimeout(() => this.next(), PAUSE);
            return;
          }
          if (room-- === 0) {
            // One that is due is not put off: a busy page may come here in each frame.
            this.#turn ??= setTimeout(() => {
              this.#turn = undefined;
              this.next(true);
            });
            return;
          }
        }
        line.delete(picture);
        void this.#take(picture, priority);
      }
    }
  }

  clear(): void {
    clearTimeout(this.#turn);
    clearTimeout(this.#pause);
    for (const line of this.#lines.values()) line.clear();
  }

  async #take(picture: LabelledPicture, priority: Priority): Promise<void> {
    this.#inFlight++;
    try {
      await this.#ask(picture, priority);
    } finally {
      this.#inFlight--;
      this.next();
    }
  }
}
