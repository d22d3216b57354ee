import browser from 'webextension-polyfill';
import type { Verdict } from '../core/verdict';
import { type BadgeContent, fillBadge, makeBadge, makeTopFive } from './badge';
import { overlayStyle } from './overlay-style';

/** Distance of a badge from its picture's corner, and of the card from its badge, in CSS pixels. */
const GAP = 6;

/** Frames without movement after which the badges are taken to rest. */
const QUIET_FRAMES = 3;

interface Shown {
  readonly picture: HTMLElement;
  readonly badge: HTMLButtonElement;
  verdict: Verdict | undefined;
  /** Where the badge was put last: left, top, greatest width; empty while it is hidden. */
  place: string;
}

/**
 * Shows a badge on each picture that has something to say, all in one closed shadow root outside the site's
 * tree. Badges let every click, drag and scroll through to the page: the pointer is watched instead.
 *
 * Positions are counted from the page's origin, so that badges scroll with the page by themselves. Whatever
 * else may have moved pictures is told by stirred(); then positions are read once a frame, until they rest.
 */
export class Overlay {
  readonly #isVisible: (picture: HTMLElement) => boolean;
  readonly #host = document.createElement('div');
  readonly #badges = document.createElement('div');
  readonly #card = document.createElement('div');
  readonly #root = this.#host.attachShadow({ mode: 'closed' });
  readonly #shown = new Map<HTMLElement, Shown>();
  readonly #byBadge = new WeakMap<Element, Shown>();
  #pointer: { x: number; y: number } | undefined;
  #detailed: Shown | undefined;
  #frame = 0;
  #quietFrames = 0;

  /**
   * @param isVisible whether a picture is to be seen, and so its badge
   * @param signal takes everything down
   */
  constructor(isVisible: (picture: HTMLElement) => boolean, signal: AbortSignal) {
    this.#isVisible = isVisible;
    // A style element would be subject to the page's content security policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(overlayStyle);
    this.#root.adoptedStyleSheets = [sheet];
    this.#badges.className = 'badges';
    this.#badges.role = 'group';
    this.#badges.ariaLabel = browser.i18n.getMessage('badgeGroup');
    this.#badges.ariaDescription = browser.i18n.getMessage('badgeMove');
    this.#card.className = 'card';
    this.#card.id = 'card';
    this.#card.role = 'tooltip';
    this.#card.hidden = true;
    for (const part of [this.#badges, this.#card]) {
      part.lang = browser.i18n.getMessage('uiLanguage');
      this.#root.append(part);
    }

    this.#badges.addEventListener('focusin', () => this.stirred(), { signal });
    this.#badges.addEventListener('focusout', () => this.stirred(), { signal });
    this.#badges.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    const options = { capture: true, passive: true, signal };
    for (const type of ['scroll', 'transitionrun', 'transitionend', 'animationstart']) {
      document.addEventListener(type, () => this.stirred(), options);
    }
    window.addEventListener('resize', () => this.stirred(), options);
    window.addEventListener(
      'pointermove',
      ({ clientX: x, clientY: y }) => this.#point({ x, y }),
      options,
    );
    document.addEventListener('pointerleave', () => this.#point(undefined), options);
    signal.addEventListener('abort', () => this.clear(), { once: true });
  }

  /** Puts a badge on a picture, or has the one there say something else. */
  show(picture: HTMLElement, content: BadgeContent): void {
    const shown = this.#shown.get(picture) ?? this.#add(picture);
    fillBadge(shown.badge, content);
    shown.verdict = content.kind === 'verdict' ? content.verdict : undefined;
    this.stirred();
  }

  /** Badges stand in the order of their pictures, for the keyboard and for screen readers. */
  #add(picture: HTMLElement): Shown {
    const shown: Shown = { picture, badge: makeBadge(), verdict: undefined, place: '' };
    shown.badge.hidden = true;
    this.#shown.set(picture, shown);
    this.#byBadge.set(shown.badge, shown);
    let before = this.#badges.lastElementChild;
    while (before && this.#isAfter(before, picture)) before = before.previousElementSibling;
    if (before) before.after(shown.badge);
    else this.#badges.prepend(shown.badge);
    return shown;
  }

  #isAfter(badge: Element, picture: HTMLElement): boolean {
    const other = this.#byBadge.get(badge)?.picture;
    const position = other ? picture.compareDocumentPosition(other) : 0;
    return (position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  }

  /** Takes a picture's badge away. */
  hide(picture: HTMLElement): void {
    const shown = this.#shown.get(picture);
    if (!shown) return;
    this.#shown.delete(picture);
    shown.badge.remove();
    if (this.#shown.size === 0) this.clear();
    else this.stirred();
  }

  /** Takes all badges away, and with them the overlay's one element. */
  clear(): void {
    this.#shown.clear();
    this.#badges.replaceChildren();
    this.#detail(undefined);
    this.#host.remove();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Has the badges follow their pictures, which something may have moved. */
  stirred(): void {
    this.#quietFrames = 0;
    if (this.#shown.size > 0 && this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.#follow());
    }
  }

  #point(pointer: { x: number; y: number } | undefined): void {
    this.#pointer = pointer;
    this.stirred();
  }

  #follow(): void {
    this.#frame = 0;
    // A page that replaces its whole tree takes the host with it.
    if (!this.#host.isConnected) document.documentElement.append(this.#host);
    const moved = this.#place();
    this.#rove();
    this.#detail(this.#focused() ?? this.#pointed());
    this.#quietFrames = moved ? 0 : this.#quietFrames + 1;
    if (this.#quietFrames < QUIET_FRAMES) {
      this.#frame = requestAnimationFrame(() => this.#follow());
    }
  }

  /** Reads all positions, then writes those that changed, so that the page's layout is worked out once. */
  #place(): boolean {
    const origin = this.#host.getBoundingClientRect();
    const places = Array.from(this.#shown, ([picture, shown]) => {
      if (!this.#isVisible(picture)) return { shown, place: '' };
      const { left, top, width } = picture.getBoundingClientRect();
      const x = Math.round(left - origin.left + GAP);
      const y = Math.round(top - origin.top + GAP);
      return { shown, place: `${x} ${y} ${Math.round(width - 2 * GAP)}` };
    }).filter(({ shown, place }) => place !== shown.place);
    for (const { shown, place } of places) {
      const { badge } = shown;
      shown.place = place;
      badge.hidden = place === '';
      if (badge.hidden) continue;
      const [x, y, width] = place.split(' ');
      badge.style.transform = `translate(${x}px, ${y}px)`;
      badge.style.maxWidth = `${width}px`;
    }
    return places.length > 0;
  }

  /** One badge at a time stands in the page's tab order, whatever their number; arrow keys lead to the others. */
  #rove(to = this.#root.activeElement ?? this.#badges.querySelector('.badge:not([hidden])')): void {
    for (const badge of this.#badges.querySelectorAll<HTMLElement>('[tabindex="0"]')) {
      if (badge !== to) badge.tabIndex = -1;
    }
    if (to instanceof HTMLElement) to.tabIndex = 0;
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const focused = this.#root.activeElement;
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
    shown.picture.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    shown.badge.hidden = false;
    this.#rove(shown.badge);
    shown.badge.focus({ preventScroll: true });
  }

  #focused(): Shown | undefined {
    const focused = this.#root.activeElement;
    return focused?.matches(':focus-visible') ? this.#byBadge.get(focused) : undefined;
  }

  #pointed(): Shown | undefined {
    const { x, y } = this.#pointer ?? { x: Number.NaN, y: Number.NaN };
    return [...this.#shown.values()].find(({ badge }) => {
      if (badge.hidden) return false;
      const { left, right, top, bottom } = badge.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    });
  }

  /** Opens the card of a badge, or closes it. */
  #detail(shown: Shown | undefined): void {
    if (this.#detailed !== shown) {
      this.#detailed?.badge.removeAttribute('aria-describedby');
      this.#detailed = shown;
      this.#card.hidden = !shown?.verdict;
      if (!shown?.verdict) return;
      shown.badge.setAttribute('aria-describedby', this.#card.id);
      this.#card.replaceChildren(makeTopFive(shown.verdict));
    }
    if (!shown?.verdict) return;
    const at = shown.badge.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    const { clientWidth, clientHeight } = document.documentElement;
    const below = at.bottom + GAP;
    const x = Math.max(GAP, Math.min(at.left, clientWidth - width - GAP));
    const y = below + height <= clientHeight ? below : Math.max(GAP, at.top - GAP - height);
    this.#card.style.transform = `translate(${x}px, ${y}px)`;
  }
}
