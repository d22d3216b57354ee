import { defaultSettings } from '../core/settings';
import { send } from '../messaging/send';
import type { AfterLayout } from './after-layout';
import type { BadgeContent } from './badge-content';
import type { CardActions } from './card-actions';
import type { Overlay } from './overlay';
import type { BadgeLook } from './overlay-look';
import { persist } from './persist';
import type { Anchor } from './place-badges';
import { attachOwnShadow } from './shadow-root';

/** What the labelling shows, and where. */
export interface Display
  extends Pick<
    Overlay,
    | 'show'
    | 'hide'
    | 'dress'
    | 'moved'
    | 'movedAt'
    | 'stirred'
    | 'say'
    | 'list'
    | 'pointOut'
    | 'step'
    | 'mark'
    | 'lookAtBareScreen'
  > {
  /** Something will have to be shown before long. */
  prepare?(): void;
}

/** Milliseconds to wait for the worker. */
const PATIENCE = 10_000;

/** Milliseconds after failures in a row in which nothing but something more to show has it fetched again. */
const RESTS = [5_000, 30_000, 300_000];

/**
 * The overlay, which is a script of its own: the worker brings it into a frame that has something to show, and
 * all other frames are spared it. What is to be shown until then is shown when it comes.
 */
export class LateOverlay implements Display {
  readonly #frame: AfterLayout;
  readonly #signal: AbortSignal;
  readonly #onError: (error: unknown) => void;
  readonly #actions: CardActions;
  readonly #contents = new Map<Anchor, BadgeContent>();
  #look: BadgeLook = defaultSettings;
  /** What somebody wanted last that could not be shown yet. */
  #wanted: ((overlay: Overlay) => void) | undefined;
  #overlay: Overlay | undefined;
  #coming: Promise<void> | undefined;
  #failures = 0;
  #restEnd = Number.NEGATIVE_INFINITY;

  /**
   * @param actions what people can have done to a badge
   * @param onError told when it does not come; it is fetched again when there is something more to show, or when
   *   something happens on the page after a rest
   * @param signal takes everything down
   */
  constructor(
    frame: AfterLayout,
    actions: CardActions,
    onError: (error: unknown) => void,
    signal: AbortSignal,
  ) {
    this.#frame = frame;
    this.#actions = actions;
    this.#onError = onError;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#contents.clear());
  }

  prepare(): void {
    if (this.#overlay) return;
    this.#coming ??= this.#fetch()
      .catch(this.#onError)
      .finally(() => {
        this.#coming = undefined;
        const rest = RESTS[Math.min(this.#failures++, RESTS.length - 1)] as number;
        this.#restEnd = performance.now() + rest;
      });
  }

  show(anchor: Anchor, content: BadgeContent): void {
    this.prepare();
    if (this.#overlay) this.#overlay.show(anchor, content);
    else this.#contents.set(anchor, content);
  }

  hide(anchor: Anchor): void {
    this.#contents.delete(anchor);
    this.#overlay?.hide(anchor);
  }

  dress(look: BadgeLook): void {
    this.#look = look;
    this.#overlay?.dress(look);
  }

  moved(): void {
    this.#overlay?.moved();
  }

  movedAt(anchor: Anchor): void {
    this.#overlay?.movedAt(anchor);
  }

  stirred(): void {
    if (this.#overlay) this.#overlay.stirred();
    else if (this.#contents.size > 0 && performance.now() >= this.#restEnd) this.prepare();
  }

  say(...notice: Parameters<Display['say']>): void {
    this.#do((overlay) => overlay.say(...notice));
  }

  async step(...step: Parameters<Display['step']>): Promise<boolean> {
    // Where it has not come, nothing has been labelled.
    return (await this.#overlay?.step(...step)) ?? false;
  }

  mark(anchor: Anchor): void {
    this.#do((overlay) => overlay.mark(anchor));
  }

  /** Where nothing was ever found it never came. */
  list(...pictures: Parameters<Display['list']>): ReturnType<Display['list']> {
    return this.#overlay?.list(...pictures) ?? [];
  }

  pointOut(anchor: Anchor): void {
    this.#do((overlay) => overlay.pointOut(anchor));
  }

  /** Until it has come there is nothing to be taken away, but it knows where pictures lie. */
  async lookAtBareScreen(
    ...looking: Parameters<Display['lookAtBareScreen']>
  ): ReturnType<Display['lookAtBareScreen']> {
    this.prepare();
    await this.#coming;
    return this.#overlay?.lookAtBareScreen(...looking);
  }

  /** Does something at once, or when the overlay has come. */
  #do(work: (overlay: Overlay) => void): void {
    this.prepare();
    if (this.#overlay) work(this.#overlay);
    else this.#wanted = work;
  }

  async #fetch(): Promise<void> {
    await persist(this.#signal, () => send('background', 'bringOverlay', [], PATIENCE));
    if (this.#signal.aborted) return;
    // A frame of the page may bear that name, but is no property of the global object's own.
    const Late = Object.hasOwn(globalThis, 'SightlineOverlay') ? SightlineOverlay : undefined;
    if (!Late) throw new Error('No overlay came');
    const overlay = new Late(this.#frame, attachOwnShadow, this.#actions, this.#look, this.#signal);
    this.#overlay = overlay;
    for (const [anchor, content] of this.#contents) overlay.show(anchor, content);
    this.#contents.clear();
    this.#wanted?.(overlay);
  }
}
