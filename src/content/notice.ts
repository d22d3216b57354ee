import { BADGE_GAP } from '../core/badge-places';
import type { Size } from '../core/box';
import { elementsAt, makeElement } from './dom';
import type { OverlayHost } from './overlay-host';

declare global {
  interface Element {
    /** Has screen readers say something; of newer browsers, which the types do not know yet. */
    ariaNotify?(announcement: string): void;
  }
}

/** Milliseconds that a notice stands. */
const TIME = 5_000;

/** CSS pixels below a notice that is about no place. */
const EDGE_GAP = 24;

/** Says something that no badge can say, for a while. */
export class Notice {
  readonly element = makeElement('div');
  readonly #host: OverlayHost;
  readonly #windowSize: () => Size;
  readonly #onEnd: () => void;
  #end: ReturnType<typeof setTimeout> | undefined;

  /** @param onEnd told when it has gone by itself */
  constructor(host: OverlayHost, windowSize: () => Size, onEnd: () => void) {
    this.#host = host;
    this.#windowSize = windowSize;
    this.#onEnd = onEnd;
    this.element.className = 'notice';
    this.element.role = 'status';
    this.element.hidden = true;
  }

  /** @param at where on the viewport; in the middle of its lower end where no place is meant */
  show(text: string, at?: { readonly x: number; readonly y: number }): void {
    const point = at ?? { x: innerWidth / 2, y: innerHeight - 1 };
    this.#host.attach();
    this.#host.riseAbove(elementsAt(point.x, point.y));
    const origin = this.#host.map();
    // Neither in the tree, where pages can look for it; see textElement.
    this.element.dataset.text = text;
    this.element.ariaLabel = text;
    this.announce(text);
    this.element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const room = this.#windowSize();
    const left = at ? point.x : point.x - width / 2;
    const gap = at ? BADGE_GAP : EDGE_GAP;
    const x = Math.max(BADGE_GAP, Math.min(left, room.width - width - BADGE_GAP));
    const y = Math.max(BADGE_GAP, Math.min(point.y, room.height - height - gap));
    this.element.style.translate = `${x - origin.x}px ${y - origin.y}px`;
    clearTimeout(this.#end);
    this.#end = setTimeout(() => {
      this.hide();
      this.#onEnd();
    }, TIME);
  }

  hide(): void {
    clearTimeout(this.#end);
    this.element.hidden = true;
  }

  /** Has screen readers say something: a live region tells of text in the tree, and there is none. */
  announce(text: string): void {
    this.element.ariaNotify?.(text);
  }
}
