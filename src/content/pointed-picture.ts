import { elementMatches, focusedElement, isWithin, listen, rectOf, topmostAt } from './dom';
import { type Point, showsSomething } from './menu-target';
import type { Picture } from './picture-kinds';

/** What the picture is looked for in. */
export interface Pictures {
  picturesAt(x: number, y: number): Picture[];
}

/** Knows which picture of a frame somebody means who points at one, or has gone to one by the keyboard. */
export class PointedPicture {
  #pointer: Point | undefined;

  /** @param signal ends the watching */
  constructor(signal: AbortSignal) {
    listen(
      window,
      'pointermove',
      ({ clientX: x, clientY: y, isTrusted }: PointerEvent) => {
        // A page may make up events of its own, to have another picture asked about.
        if (isTrusted) this.#pointer = { x, y };
      },
      { capture: true, signal },
    );
  }

  /** The picture that is, or is in, what has the keyboard; or else the topmost one under the pointer. */
  find(pictures: Pictures): Picture | undefined {
    // What was clicked has the focus too, though not the ring: its clicker goes by the pointer.
    const focused = focusedElement();
    if (focused && elementMatches(focused, ':focus-visible')) {
      const { x, y, width, height } = rectOf(focused);
      const isIn = ({ element }: Picture) => isWithin(element, focused);
      const found = pictures.picturesAt(x + width / 2, y + height / 2).filter(isIn);
      const picture = found.find(showsSomething);
      if (picture) return picture;
    }
    const top = this.#pointer && topmostAt(this.#pointer.x, this.#pointer.y);
    // It has left without an event, or a page that hears of it first has kept from here where it went.
    if (!this.#pointer || !top || !elementMatches(top, ':hover')) return undefined;
    return pictures.picturesAt(this.#pointer.x, this.#pointer.y).find(showsSomething);
  }
}
