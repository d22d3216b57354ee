import { type Priority, priorities } from '../core/priority-queue';
import type { LabelledPicture } from './labelled-picture';

/** Questions that one frame has under way at once: enough to keep download, decoding and engines busy. */
const IN_FLIGHT = 16;

/** The same while the page moves: what is asked may have gone by before it is answered, and the frames come first. */
const whileMoving = () => Math.min(IN_FLIGHT, Math.max(2, navigator.hardwareConcurrency - 2));

type Ask = (picture: LabelledPicture, priority: Priority) => Promise<void>;
type IsOpen = (priority: Priority) => boolean;

/** The pictures of a frame that wait to be asked about: most pressing first, among equals first come, first served. */
export class AskingLine {
  readonly #lines = new Map(priorities.map((priority) => [priority, new Set<LabelledPicture>()]));
  readonly #ask: Ask;
  readonly #isOpen: IsOpen;
  readonly #isMoving: () => boolean;
  #inFlight = 0;

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

  /** Asks about those whose turn it is. What somebody asked for by hand does not wait for a place. */
  next(): void {
    const most = this.#isMoving() ? whileMoving() : IN_FLIGHT;
    for (const [priority, line] of this.#lines) {
      if (!this.#isOpen(priority)) continue;
      for (const picture of line) {
        if (this.#inFlight >= most && priority !== 'asked') return;
        line.delete(picture);
        void this.#take(picture, priority);
      }
    }
  }

  clear(): void {
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
