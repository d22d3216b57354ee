import { type Box, intersect } from '../core/box';
import { rectOf, windowBox } from './dom';

/** Shares of a frame's window at whose coming into sight, or going, the browser tells. */
const STEPS = Array.from({ length: 201 }, (_, step) => step / 200);

/**
 * Knows which part of a frame's own window can be seen: the pages around it may have scrolled the rest away, or
 * cut it off. The window of a tab is always seen whole.
 */
export class FrameView {
  readonly #screen: Element;
  readonly #onChange: () => void;
  readonly #observer: IntersectionObserver | undefined;
  #part: Box | undefined;

  /**
   * @param screen an element that always fills the window
   * @param onChange told when another part is to be seen
   */
  constructor(screen: Element, onChange: () => void) {
    this.#screen = screen;
    this.#onChange = onChange;
    if (window.parent === window) return;
    this.#observer = new IntersectionObserver((entries) => this.#note(entries), {
      threshold: STEPS,
    });
  }

  /** All of the window but its scrollbars, in CSS pixels of the viewport. */
  get window(): Box {
    const whole = windowBox();
    const screen = intersect(rectOf(this.#screen), whole);
    // It has no size while it is not on the page.
    return screen.width > 0 && screen.height > 0 ? screen : whole;
  }

  /** The part in CSS pixels of the frame's viewport. */
  get part(): Box {
    return this.#part ?? this.window;
  }

  /** Has the browser tell anew, to the pixel: between two steps it does not tell by itself. */
  refresh(): void {
    this.#observer?.unobserve(this.#screen);
    this.#observer?.observe(this.#screen);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#part = undefined;
  }

  #note(entries: readonly IntersectionObserverEntry[]): void {
    const { x, y, width, height } = entries.at(-1)?.intersectionRect ?? this.part;
    const before = JSON.stringify(this.part);
    this.#part = { x, y, width, height };
    if (JSON.stringify(this.part) !== before) this.#onChange();
  }
}
