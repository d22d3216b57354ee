import { Clipping } from './clipping';
import { isConnected, isRendered, makeElement } from './dom';
import type { OverlayHost } from './overlay-host';
import type { Anchor } from './place-badges';

/** Milliseconds that an outline stands. */
const STAND = 2_000;

/** Draws a line around a picture for a moment, to show which one is meant. */
export class Outline {
  readonly #line = makeElement('div');
  readonly #host: OverlayHost;
  readonly #onGone: () => void;
  #anchor: Anchor | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onGone told when nothing is outlined any more
   * @param signal takes it down
   */
  constructor(host: OverlayHost, onGone: () => void, signal: AbortSignal) {
    this.#host = host;
    this.#onGone = onGone;
    this.#line.className = 'outline';
    this.#line.hidden = true;
    host.layer.prepend(this.#line);
    signal.addEventListener('abort', () => this.#hide(), { once: true });
  }

  get isShown(): boolean {
    return this.#anchor !== undefined;
  }

  /** Outlines a picture, and no other any more. */
  show(anchor: Anchor): void {
    clearTimeout(this.#end);
    this.#anchor = anchor;
    this.#host.attach();
    this.#host.riseAbove([anchor.element], true);
    this.#line.hidden = false;
    this.#end = setTimeout(() => this.#hide(), STAND);
    this.place();
  }

  /** Follows the picture to where it is now. */
  place(): void {
    if (!this.#anchor) return;
    const { element } = this.#anchor;
    if (!isConnected(element) || !isRendered(element)) {
      this.#hide();
      return;
    }
    const box = new Clipping().visiblePart(element, this.#anchor.paintedBox());
    const origin = this.#host.map();
    const { style } = this.#line;
    style.translate = `${box.x - origin.x}px ${box.y - origin.y}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
  }

  #hide(): void {
    clearTimeout(this.#end);
    if (!this.#anchor) return;
    this.#anchor = undefined;
    this.#line.hidden = true;
    this.#onGone();
  }
}
