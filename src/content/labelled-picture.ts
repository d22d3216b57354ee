import type { Box, Size } from '../core/box';
import type { Finding } from '../core/finding';
import type { LeftOutReason } from '../core/left-out';
import type { Outcome } from '../core/outcome';
import type { Settings } from '../core/settings';
import { whyLeftOut } from '../core/what-counts';
import type { Srcset } from '../messaging/protocol';
import { isRendered, rectOf } from './dom';
import type { NaturalSizes } from './natural-sizes';
import type { Picture, PictureKind } from './picture-kinds';
import type { Anchor } from './place-badges';
import type { Question } from './question';
import { srcsetOf } from './srcset-of';

/** A picture of a page on its way to its label. */
export class LabelledPicture implements Picture, Anchor {
  readonly element: Element;
  readonly kind: PictureKind;
  readonly id: number;
  /** Address of the picture that all the following is about. */
  source = '';
  state: 'idle' | 'waiting' | 'asking' | 'answered' = 'idle';
  outcome: Outcome | undefined;
  /** What shows through it where it is transparent, as #rrggbb. */
  backdrop = '';
  /** The srcset that the source is in: what is known of the one holds for all others in it. */
  srcset: Srcset | undefined;
  /** What was found on it, also when its scores were let go of, as it went far out of sight. */
  finding: Finding | undefined;
  /** While it is being asked about. */
  question: Question | undefined;
  byHand = false;
  /** The source whose badge the user has taken away. */
  dismissed = '';
  leftOut: LeftOutReason | undefined;
  readonly #sizes: NaturalSizes;

  /** @param id its number in its frame */
  constructor({ element, kind }: Picture, id: number, sizes: NaturalSizes) {
    this.element = element;
    this.kind = kind;
    this.id = id;
    this.#sizes = sizes;
  }

  /** Whether it is as it was found: not asked about, not judged, not left out. */
  get isUnknown(): boolean {
    const { state, outcome, finding, leftOut } = this;
    return state === 'idle' && !(outcome || finding || leftOut || this.byHand);
  }

  get natural(): Size | undefined {
    return this.kind.naturalSize?.(this.element) ?? this.#sizes.get(this.source);
  }

  /** Whether the browser is done with loading the picture, well or badly. */
  get isLoaded(): boolean {
    if (this.element instanceof HTMLImageElement && this.kind.naturalSize) {
      return this.element.complete;
    }
    return this.kind.naturalSize !== undefined || this.#sizes.isKnown(this.source);
  }

  /** Whether it has failed to load it. */
  get isBroken(): boolean {
    return this.isLoaded && this.natural === undefined;
  }

  /**
   * Whether what is known holds for another address too: it is that of the same picture in another size. A failure is
   * that of one address, and of a small size less is known than of others.
   */
  isAlso(source: string): boolean {
    if (this.outcome?.kind !== 'scored' || !this.outcome.isFullDetail) return false;
    const { text, base } = this.srcset ?? {};
    const other = text === undefined ? undefined : srcsetOf(this.element, source);
    return other !== undefined && other.text === text && other.base === base;
  }

  paintedBox(): Box {
    return this.kind.paintedBox(this.element, this.natural);
  }

  /** Reads the page anew: what is shown, and whether it is worth a label. */
  look(settings: Pick<Settings, 'smallest' | 'backgrounds'>): void {
    const { element, kind } = this;
    this.leftOut = undefined;
    if (this.source === '') {
      if (kind.isGradient?.(element)) this.leftOut = 'gradient';
      return;
    }
    if (!kind.naturalSize) {
      const { width, height } = rectOf(element);
      // What is too small whatever its own size needs no look at that.
      const isPage = element instanceof HTMLBodyElement;
      const isSmall = kind.fillsElement && !isPage && Math.min(width, height) < settings.smallest;
      if (isSmall && !this.byHand) {
        this.leftOut = 'icon';
        return;
      }
      // What is not laid out the browser has not tried to load; somebody may have asked all the same.
      if (isRendered(element)) this.#sizes.lookUp(this.source);
    }
    // What is broken has not the size that it ought to have: it is told of, whatever its size.
    if (!this.isLoaded || this.isBroken || !isRendered(element)) return;
    const background = kind.background?.(element);
    const appearance = { natural: this.natural, painted: this.paintedBox() };
    this.leftOut = whyLeftOut(background ? { ...appearance, background } : appearance, settings);
  }
}
