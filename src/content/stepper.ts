import browser from 'webextension-polyfill';
import { isNamed } from '../core/verdict';
import type { Step } from '../messaging/protocol';
import { count } from './badge';
import { comesIntoSight, isAfter, isRendered, rectOf } from './dom';
import type { LabelledPicture } from './labelled-picture';
import type { Outline } from './outline';
import type { Anchor, Shown } from './place-badges';

/** What a step works with. */
export interface Badges {
  shownOf(anchor: Anchor): Shown | undefined;
  focused(): Shown | undefined;
  /** Gives a badge the keyboard. */
  focus(shown: Shown): void;
  moved(): void;
}

/** What is asked of a picture that a step may lead to. */
type Prospect = Pick<
  LabelledPicture,
  'element' | 'kind' | 'paintedBox' | 'finding' | 'leftOut' | 'state'
>;

/** Milliseconds that a step may take in all, between two looks, and that one picture may take to get its label. */
const PATIENCE = 4_000;
const PAUSE = 50;
const TURN = 1_500;

/** Leads the keyboard from labelled picture to labelled picture, by their order in the document. */
export class Stepper {
  readonly #badges: Badges;
  readonly #outline: Outline;
  readonly #signal: AbortSignal;
  #last: Anchor | undefined;
  /** The badge whose name tells its number, and the name that it has by itself. */
  #named: { readonly badge: HTMLElement; readonly own: string; readonly told: string } | undefined;
  /** Of two steps at a time the later one counts. */
  #steps = 0;

  /** @param signal ends what is under way */
  constructor(badges: Badges, outline: Outline, signal: AbortSignal) {
    this.#badges = badges;
    this.#outline = outline;
    this.#signal = signal;
  }

  /**
   * Goes one labelled picture on or back.
   *
   * @param pictures those there are now, in no order
   * @param least width and height in CSS pixels that a picture needs to get a label when it is seen
   * @returns whether there is one in that direction; false if it takes too long to find out
   */
  async step(pictures: () => readonly Prospect[], step: Step, least: number): Promise<boolean> {
    const number = ++this.#steps;
    const end = performance.now() + PATIENCE;
    const inOrder = pictures()
      .filter((picture) => isProspect(picture, least))
      .toSorted(byPlace);
    const isOver = () => this.#signal.aborted || number !== this.#steps || performance.now() > end;
    for (let at = this.#start(inOrder, step); inOrder[at]; at += step.by) {
      if (isOver()) break;
      const picture = inOrder[at] as Prospect;
      this.#bringIntoView(picture);
      if (!(await this.#getsLabel(picture, isOver)) || isOver()) continue;
      this.#arrive(picture, pictures(), step);
      return true;
    }
    // A later step has taken its place, and answers for both.
    return number !== this.#steps;
  }

  /** Gives a badge that loses the keyboard back the name that it has by itself. */
  leave(badge: EventTarget | null): void {
    if (!this.#named || this.#named.badge !== badge) return;
    // It may say something else by now.
    if (this.#named.badge.ariaLabel === this.#named.told)
      this.#named.badge.ariaLabel = this.#named.own;
    this.#named = undefined;
  }

  /** Index of the first picture to try. */
  #start(inOrder: readonly Prospect[], { by, isEntering }: Step): number {
    const isForth = by > 0;
    const focused = isEntering ? undefined : this.#badges.focused();
    const current = focused?.anchor ?? (isEntering ? undefined : this.#last);
    const at = inOrder.indexOf(current as Prospect);
    if (at >= 0 && (focused || isInView(current as Anchor))) return at + by;
    const edge = isForth ? 0 : inOrder.length - 1;
    if (isEntering) return edge;
    const inView = isForth ? inOrder.findIndex(isInView) : inOrder.findLastIndex(isInView);
    if (inView >= 0) return inView;
    // Between two pictures: the first below, or the last above.
    const isBelow = (picture: Prospect) => rectOf(picture.element).y >= innerHeight;
    const next = inOrder.findIndex(isBelow);
    if (next < 0) return isForth ? inOrder.length : edge;
    return isForth ? next : next - 1;
  }

  #bringIntoView(picture: Prospect): void {
    // Of one that shows its badge, the rest may still lie outside.
    const isThere = this.#badges.shownOf(picture)?.place !== undefined;
    Element.prototype.scrollIntoView.call(picture.element, {
      block: isThere ? 'nearest' : 'center',
      inline: 'nearest',
      // What the page would have scroll smoothly may take longer than anybody waits.
      behavior: 'instant',
    });
    this.#badges.moved();
  }

  /** Waits until a picture has a label and a badge that tells of it, or will have none. */
  async #getsLabel(picture: Prospect, isOver: () => boolean): Promise<boolean> {
    const end = performance.now() + TURN;
    while (!isOver() && performance.now() < end) {
      const shown = this.#badges.shownOf(picture);
      if (shown?.badge.isConnected) {
        if (isLabelled(picture)) return true;
        if (shown.content.kind !== 'pending') return false;
      }
      const { finding, leftOut, state } = picture;
      if (leftOut || (finding ? !isLabelled(picture) : state === 'answered')) return false;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return false;
  }

  #arrive(picture: Prospect, pictures: readonly Prospect[], { before, after }: Step): void {
    const shown = this.#badges.shownOf(picture);
    if (!shown) return;
    this.#last = picture;
    const labelled = pictures.filter(isLabelled).toSorted(byPlace);
    const number = before + labelled.indexOf(picture) + 1;
    const total = before + labelled.length + after;
    this.#outline.show(picture);
    const { badge } = shown;
    this.leave(badge);
    const own = badge.ariaLabel ?? '';
    const place = [count(number), count(total)];
    // Read out once, with the focus: a word to screen readers beside it would have them say the label twice.
    const told = browser.i18n.getMessage('badgePosition', [...place, own]);
    badge.ariaLabel = told;
    this.#badges.focus(shown);
    this.#named = { badge, own, told };
  }
}

function isProspect(picture: Prospect, least: number): boolean {
  const { finding, state, element, kind, leftOut } = picture;
  if (finding) return isLabelled(picture);
  if (state === 'answered' || kind.canvas || leftOut) return false;
  const { width, height } = rectOf(element);
  return Math.min(width, height) >= least && isRendered(element);
}

const isLabelled = ({ finding, element }: Prospect): boolean =>
  isNamed(finding?.verdict) && comesIntoSight(element);

const byPlace = (one: Prospect, other: Prospect): number =>
  one.element === other.element ? 0 : isAfter(one.element, other.element) ? 1 : -1;

function isInView({ element }: Pick<Anchor, 'element'>): boolean {
  const { x, y, width, height } = rectOf(element);
  return x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0;
}
