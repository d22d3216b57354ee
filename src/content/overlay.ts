import browser from 'webextension-polyfill';
import { BADGE_GAP } from '../core/badge-places';
import { isAt } from '../core/box';
import { fillBadge, makeBadge } from './badge';
import { makeCard } from './badge-card';
import type { BadgeContent } from './badge-content';
import { isAfter, isWithin } from './dom';
import { FrameView } from './frame-view';
import { MovementWatch } from './movement-watch';
import { OverlayHost } from './overlay-host';
import { type Anchor, placeBadges, type Shown } from './place-badges';

/** Frames without movement after which the badges are taken to rest. */
const QUIET_FRAMES = 3;

/** Milliseconds over which changes that may have moved something are gathered, and between two looks for some. */
const LOOK_PAUSE = 200;

/** Milliseconds that a notice stands. */
const NOTICE_TIME = 5_000;

/** Properties that an animation moves an element's box by. */
const MOVING =
  /^(transform|translate|rotate|scale|offset[A-Z]|top|left|right|bottom|inset|margin|width|height)/;

/**
 * Shows a badge on each picture that has something to say, all in one closed shadow root outside the site's
 * tree. Badges let every click, drag and scroll through to the page: the pointer is watched instead.
 *
 * Positions are counted from the page's origin, so that badges scroll with the page by themselves. While
 * something moves, all positions are read once a frame. When nothing has for some frames, the badges rest, and
 * observers tell when that ends.
 */
export class Overlay {
  readonly #host = new OverlayHost();
  readonly #badges = document.createElement('div');
  readonly #card = document.createElement('div');
  readonly #notice = document.createElement('div');
  readonly #shown = new Map<Anchor, Shown>();
  readonly #byBadge = new WeakMap<Element, Shown>();
  readonly #view = new FrameView(this.#host.screen, () => this.moved());
  readonly #watch = new MovementWatch(() => this.moved());
  #pointer: { x: number; y: number } | undefined;
  #detailed: Shown | undefined;
  #frame = 0;
  #quietFrames = 0;
  #look: ReturnType<typeof setTimeout> | undefined;
  #noticeEnd: ReturnType<typeof setTimeout> | undefined;

  /** @param signal takes everything down */
  constructor(signal: AbortSignal) {
    this.#badges.className = 'badges';
    this.#badges.role = 'group';
    this.#badges.ariaLabel = browser.i18n.getMessage('badgeGroup');
    this.#badges.ariaDescription = browser.i18n.getMessage('badgeMove');
    this.#card.className = 'card';
    this.#card.id = 'card';
    this.#card.role = 'tooltip';
    this.#card.hidden = true;
    this.#notice.className = 'notice';
    this.#notice.role = 'status';
    this.#notice.hidden = true;
    this.#host.layer.append(this.#badges, this.#card, this.#notice);

    this.#badges.addEventListener('focusin', () => this.moved(), { signal });
    this.#badges.addEventListener('focusout', () => this.moved(), { signal });
    this.#badges.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    const options = { capture: true, passive: true, signal };
    window.addEventListener('resize', () => this.moved(), options);
    window.addEventListener(
      'pointermove',
      ({ clientX: x, clientY: y, isTrusted }) => isTrusted && this.#point({ x, y }),
      options,
    );
    document.addEventListener(
      'pointerleave',
      ({ target, isTrusted }) => isTrusted && target === document && this.#point(undefined),
      options,
    );
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Puts a badge on a picture, or has the one there say something else; one that says it already stays as it is. */
  show(anchor: Anchor, content: BadgeContent): void {
    const known = this.#shown.get(anchor);
    if (known && JSON.stringify(known.content) === JSON.stringify(content)) return;
    const shown = known ?? this.#add(anchor, content);
    fillBadge(shown.badge, content);
    shown.content = content;
    shown.size = undefined;
    if (shown === this.#detailed) this.#detail(undefined);
    this.moved();
  }

  /** Badges stand in the order of their pictures, for the keyboard and for screen readers. */
  #add(anchor: Anchor, content: BadgeContent): Shown {
    const badge = makeBadge();
    const shown = {
      anchor,
      badge,
      content,
      size: undefined,
      choice: 0,
      place: undefined,
      written: '',
    };
    badge.hidden = true;
    this.#shown.set(anchor, shown);
    this.#byBadge.set(badge, shown);
    let before = this.#badges.lastElementChild;
    while (before && this.#isAfter(before, anchor)) before = before.previousElementSibling;
    if (before) before.after(badge);
    else this.#badges.prepend(badge);
    return shown;
  }

  #isAfter(badge: Element, { element }: Anchor): boolean {
    const other = this.#byBadge.get(badge)?.anchor.element;
    return other !== undefined && isAfter(other, element);
  }

  /** Takes a picture's badge away. */
  hide(anchor: Anchor): void {
    const shown = this.#shown.get(anchor);
    if (!shown) return;
    this.#shown.delete(anchor);
    shown.badge.remove();
    if (shown === this.#detailed) this.#detail(undefined);
    if (this.#shown.size === 0) this.#rest();
    else this.moved();
  }

  /** Says something at a point of the viewport that no badge can say, for a while. */
  say(text: string, at: { readonly x: number; readonly y: number }): void {
    this.#host.attach();
    this.#host.riseAbove(document.elementsFromPoint(at.x, at.y));
    const origin = this.#host.map();
    this.#notice.textContent = text;
    this.#notice.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.#notice;
    const room = this.#view.window;
    const x = Math.max(BADGE_GAP, Math.min(at.x, room.width - width - BADGE_GAP));
    const y = Math.max(BADGE_GAP, Math.min(at.y, room.height - height - BADGE_GAP));
    this.#notice.style.translate = `${x - origin.x}px ${y - origin.y}px`;
    clearTimeout(this.#noticeEnd);
    this.#noticeEnd = setTimeout(() => {
      this.#notice.hidden = true;
      if (this.#shown.size === 0) this.#rest();
    }, NOTICE_TIME);
  }

  /** Takes everything out of sight, or back into it, for a picture of the page as it is. */
  set isWithdrawn(withdrawn: boolean) {
    // Not hidden, which would leave what is shown meanwhile without a size.
    this.#host.layer.style.visibility = withdrawn ? 'hidden' : '';
  }

  /** Something moves: has the badges follow their pictures from the next frame on. */
  moved(): void {
    this.#quietFrames = 0;
    this.#request();
  }

  /** Something changed: has a look soon whether pictures were moved, covered or uncovered by it. */
  stirred(): void {
    if (this.#shown.size === 0 || this.#frame !== 0) return;
    this.#look ??= setTimeout(() => {
      this.#look = undefined;
      this.#quietFrames = QUIET_FRAMES - 1;
      this.#request();
    }, LOOK_PAUSE);
  }

  #request(): void {
    if (this.#shown.size > 0 && this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.#follow());
    }
  }

  #follow(): void {
    this.#frame = 0;
    this.#host.attach();
    this.#view.refresh();
    const isLast = this.#quietFrames + 1 >= QUIET_FRAMES;
    const moved = placeBadges([...this.#shown.values()], this.#host, this.#view.part, isLast);
    if (moved) this.#watch.stop();
    this.#rove();
    this.#detail(this.#focused() ?? this.#pointed());
    this.#quietFrames = moved ? 0 : this.#quietFrames + 1;
    if (this.#quietFrames < QUIET_FRAMES) this.#request();
    else this.#settle();
  }

  /** Nothing has moved: what may move next tells by itself, but for animations that hold still for a while. */
  #settle(): void {
    const placed = [...this.#shown.values()].filter(({ place }) => place);
    const elements = placed.map(({ anchor }) => anchor.element);
    if (!this.#watch.isWatching) this.#watch.watch(elements);
    if (document.getAnimations().some((animation) => moves(animation, elements))) this.stirred();
  }

  /** One badge at a time stands in the page's tab order, whatever their number; arrow keys lead to the others. */
  #rove(
    to = this.#host.root.activeElement ?? this.#badges.querySelector('.badge:not([hidden])'),
  ): void {
    for (const badge of this.#badges.querySelectorAll<HTMLElement>('[tabindex="0"]')) {
      if (badge !== to) badge.tabIndex = -1;
    }
    if (to instanceof HTMLElement) to.tabIndex = 0;
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const focused = this.#host.root.activeElement;
    if ((step === undefined && event.key !== 'Escape') || !(focused instanceof HTMLElement)) return;
    event.stopPropagation();
    event.preventDefault();
    if (step === undefined) {
      focused.blur();
      return;
    }
    const badges = [...this.#badges.children];
    const next = badges.at((badges.indexOf(focused) + step) % badges.length);
    const shown = next && this.#byBadge.get(next);
    if (!shown) return;
    shown.anchor.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    shown.badge.hidden = false;
    this.#rove(shown.badge);
    shown.badge.focus({ preventScroll: true });
  }

  #point(pointer: { x: number; y: number } | undefined): void {
    this.#pointer = pointer;
    if (this.#frame === 0 && this.#pointed() !== this.#detailed) this.moved();
  }

  #focused(): Shown | undefined {
    const focused = this.#host.root.activeElement;
    return focused?.matches(':focus-visible') ? this.#byBadge.get(focused) : undefined;
  }

  #pointed(): Shown | undefined {
    const { x, y } = this.#pointer ?? { x: Number.NaN, y: Number.NaN };
    return [...this.#shown.values()].find(({ place }) => place && isAt(place.box, x, y));
  }

  /** Opens the card of a badge, or closes it. */
  #detail(shown: Shown | undefined): void {
    if (this.#detailed !== shown) {
      this.#detailed?.badge.removeAttribute('aria-describedby');
      this.#detailed = shown;
      if (shown) {
        shown.badge.setAttribute('aria-describedby', this.#card.id);
        this.#card.replaceChildren(...makeCard(shown.content));
      }
    }
    this.#card.hidden = !shown?.place;
    if (!shown?.place) return;
    const { x: left, y: top, height: length } = shown.place.box;
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    const below = top + length + BADGE_GAP;
    const room = this.#view.window;
    const isRoomBelow = below + height <= room.height;
    const x = Math.max(BADGE_GAP, Math.min(left, room.width - width - BADGE_GAP));
    const y = isRoomBelow ? below : Math.max(BADGE_GAP, top - BADGE_GAP - height);
    const origin = this.#host.map();
    this.#card.style.translate = `${x - origin.x}px ${y - origin.y}px`;
  }

  /** With nothing to show, nothing is left on the page. */
  #rest(): void {
    this.#detail(undefined);
    this.#watch.stop();
    this.#view.stop();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    clearTimeout(this.#look);
    this.#look = undefined;
    if (this.#notice.hidden) this.#host.remove();
  }

  #end(): void {
    this.#shown.clear();
    this.#badges.replaceChildren();
    clearTimeout(this.#noticeEnd);
    this.#notice.hidden = true;
    this.#rest();
  }
}

function moves({ playState, effect }: Animation, elements: readonly Element[]): boolean {
  if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return false;
  const { target } = effect;
  if (!target || !elements.some((element) => isWithin(element, target))) return false;
  return effect.getKeyframes().some((frame) => Object.keys(frame).some((key) => MOVING.test(key)));
}
