import type { AfterLayout } from './after-layout';
import { Clipping } from './clipping';
import { isConnected, makeElement } from './dom';
import type { FrameView } from './frame-view';
import type { OverlayHost } from './overlay-host';
import type { Anchor } from './place-badges';

/** Milliseconds that an outline stands. */
const TIME = 2_500;

/** CSS pixels between a picture and the line around it. */
const GAP = 2;

/** A line around one picture, for a moment: it follows the picture frame by frame, and ends by itself. */
export class Outline {
  readonly element = makeElement('div');
  readonly #host: OverlayHost;
  readonly #view: FrameView;
  readonly #frame: AfterLayout;
  readonly #onEnd: () => void;
  readonly #follow = () => this.#place();
  #anchor: Anchor | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;

  /** @param onEnd told when it has gone */
  constructor(host: OverlayHost, view: FrameView, frame: AfterLayout, onEnd: () => void) {
    this.#host = host;
    this.#view = view;
    this.#frame = frame;
    this.#onEnd = onEnd;
    this.element.className = 'outline';
    this.element.hidden = true;
  }

  show(anchor: Anchor): void {
    clearTimeout(this.#end);
    // Shown anew it catches the eye anew.
    this.element.hidden = true;
    this.#anchor = anchor;
    this.#host.attach();
    this.#host.riseAbove([anchor.element], true);
    this.#frame.read(this.#follow);
    this.#end = setTimeout(() => {
      this.hide();
      this.#onEnd();
    }, TIME);
  }

  hide(): void {
    clearTimeout(this.#end);
    this.#frame.forget(this.#follow);
    this.#anchor = undefined;
    this.element.hidden = true;
  }

  #place(): void {
    const anchor = this.#anchor;
    if (!anchor) return;
    this.#frame.read(this.#follow);
    const box = isConnected(anchor.element) ? anchor.paintedBox() : undefined;
    const seen = box && new Clipping(this.#view.part).visiblePart(anchor.element, box);
    const origin = this.#host.map();
    this.#frame.write(() => {
      const isSeen = seen !== undefined && seen.width > 0 && seen.height > 0;
      this.element.hidden = !isSeen;
      if (!isSeen) return;
      const { style } = this.element;
      style.translate = `${Math.round(seen.x - origin.x - GAP)}px ${Math.round(seen.y - origin.y - GAP)}px`;
      style.width = `${Math.round(seen.width + 2 * GAP)}px`;
      style.height = `${Math.round(seen.height + 2 * GAP)}px`;
    });
  }
}
