import { listen } from './dom';
import type { Picture } from './picture-kinds';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of the viewport, for when the menu was opened before anybody listened. */
const middle = (): Point => ({ x: innerWidth / 2, y: innerHeight / 2 });

/** What the menu's target is looked for in. */
export interface Pictures {
  picturesAt(x: number, y: number): Picture[];
  showing(url: string): Iterable<Picture>;
}

/** Knows where the context menu was opened last. */
export class MenuTarget {
  #point: Point | undefined;
  /**
   * Whether an item was chosen since then. A page that hears of events first can keep them from here: what is chosen
   * next is not about the place of the time before.
   */
  #isUsed = false;

  /** @param signal ends the watching */
  constructor(signal: AbortSignal) {
    listen(
      window,
      'contextmenu',
      ({ clientX: x, clientY: y, isTrusted }: MouseEvent) => {
        // A page may make up events of its own, to have another picture asked about.
        if (!isTrusted) return;
        this.#point = { x, y };
        this.#isUsed = false;
      },
      { capture: true, signal },
    );
  }

  get point(): Point {
    return this.#point ?? middle();
  }

  /** The picture that shows an address: of several, the one that the menu was opened on. */
  find(url: string, pictures: Pictures): Picture | undefined {
    const shows = ({ element, kind }: Picture) => kind.source(element) === url;
    const here = this.#here(pictures).find(shows);
    if (here) return here;
    const [anywhere] = pictures.showing(url);
    return anywhere;
  }

  /** Whatever picture is topmost where the menu was opened. */
  findHere(pictures: Pictures): Picture | undefined {
    return this.#here(pictures).find(showsSomething);
  }

  /** The pictures that lie where the menu was opened, which are found once only. */
  #here(pictures: Pictures): readonly Picture[] {
    const point = this.#isUsed ? undefined : this.#point;
    this.#isUsed = true;
    return point ? pictures.picturesAt(point.x, point.y) : [];
  }
}

export const showsSomething = ({ element, kind }: Picture): boolean => kind.source(element) !== '';
