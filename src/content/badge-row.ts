import browser from 'webextension-polyfill';
import { isAfter, makeElement } from './dom';
import type { Anchor, Shown } from './place-badges';

/**
 * The badges in the order of their pictures, for the keyboard and for screen readers. One at a time stands in the page's
 * tab order, whatever their number; arrow keys lead to the others.
 */
export class BadgeRow {
  readonly element = makeElement('div');
  readonly #shown: ReadonlyMap<Anchor, Shown>;
  readonly #byBadge = new WeakMap<Element, Shown>();

  /**
   * @param shown what is shown now; a badge that is not of it is only waiting to be taken away
   * @param signal ends the obeying of keys
   */
  constructor(shown: ReadonlyMap<Anchor, Shown>, signal: AbortSignal) {
    this.#shown = shown;
    this.element.className = 'badges';
    this.element.role = 'group';
    this.element.ariaLabel = browser.i18n.getMessage('badgeGroup');
    this.element.ariaDescription = browser.i18n.getMessage('badgeMove');
    this.element.addEventListener('keydown', (event) => this.#onKey(event), { signal });
  }

  insert(shown: Shown): void {
    const { anchor, badge } = shown;
    this.#byBadge.set(badge, shown);
    let before = this.element.lastElementChild;
    while (before && this.#isAfter(before, anchor)) before = before.previousElementSibling;
    if (before) before.after(badge);
    else this.element.prepend(badge);
  }

  #isAfter(badge: Element, { element }: Anchor): boolean {
    const other = this.#byBadge.get(badge)?.anchor.element;
    return other !== undefined && isAfter(other, element);
  }

  /** What a badge shows; undefined for one that is only waiting to be taken away. */
  shownIn(badge: Element): Shown | undefined {
    const shown = this.#byBadge.get(badge);
    return shown && this.#shown.get(shown.anchor) === shown ? shown : undefined;
  }

  /** What the badge shows that the keyboard has gone to. */
  get focused(): Shown | undefined {
    const focused = this.#active;
    return focused?.matches(':focus-visible') ? this.shownIn(focused) : undefined;
  }

  get #active(): Element | null {
    return (this.element.getRootNode() as ShadowRoot).activeElement;
  }

  /** Gives a badge the keyboard. */
  focus({ badge }: Shown): void {
    badge.hidden = false;
    this.rove(badge);
    badge.focus({ preventScroll: true, focusVisible: true });
  }

  /** Has one badge stand in the tab order: if none is meant, that in focus, or else the first. */
  rove(
    to = this.element.querySelector('.badge:focus:not([hidden])') ??
      this.element.querySelector('.badge:not([hidden])'),
  ): void {
    for (const badge of this.element.querySelectorAll<HTMLElement>('[tabindex="0"]')) {
      if (badge !== to) badge.tabIndex = -1;
    }
    // Even what is said again has styles worked out anew.
    if (to instanceof HTMLElement && to.tabIndex !== 0) to.tabIndex = 0;
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const end = { Home: 0, End: -1 }[event.key];
    const focused = this.#active;
    const isOurs = step !== undefined || end !== undefined || event.key === 'Escape';
    if (!isOurs || !(focused instanceof HTMLElement)) return;
    event.stopPropagation();
    event.preventDefault();
    if (event.key === 'Escape') {
      focused.blur();
      return;
    }
    const badges = [...this.element.children].filter(
      (badge) => badge === focused || this.shownIn(badge),
    );
    const next = badges.at(end ?? (badges.indexOf(focused) + (step ?? 0)) % badges.length);
    const shown = next && this.shownIn(next);
    if (!shown) return;
    const nearest = { block: 'nearest', inline: 'nearest' } as const;
    Element.prototype.scrollIntoView.call(shown.anchor.element, nearest);
    this.focus(shown);
  }
}
