import browser from 'webextension-polyfill';
import { BADGE_GAP } from '../core/badge-places';
import { type Box, isAt, type Size } from '../core/box';
import { shownName, textElement } from './badge';
import { makeCard } from './badge-card';
import type { CardActions } from './card-actions';
import { type CardAct, makeButtons, makeChoices, textToCopy } from './card-buttons';
import { copyText } from './copy-text';
import { makeElement } from './dom';
import type { Mapping } from './overlay-host';
import type { Shown } from './place-badges';

/** Milliseconds for the pointer to rest on a badge before its card takes the pointer, which then may go there. */
const REST = 300;

/**
 * Milliseconds for a card to lie still before its buttons can be pressed by a pointer, and CSS pixels that count as no
 * movement: else a page could push it, by its picture, under a click that was meant for something else, and the second
 * press of a double click would hit what the first has brought.
 */
const STILL = 400;
const SHAKE = 8;

/** What is pressed in a card is none of the page's business, as far as it can be kept from it. */
const OWN_EVENTS =
  'pointerdown pointerup mousedown mouseup click dblclick auxclick contextmenu keydown keyup focusin focusout'.split(
    ' ',
  );

/**
 * The card of one badge at a time. It opens as something to look at, which the pointer passes through; with the
 * pointer resting on the badge, or by the Enter key, as something to press.
 */
export class Card {
  readonly element = makeElement('div');
  /** What it tells: the description of its badge. */
  readonly #facts = makeElement('div');
  readonly #buttons = makeElement('div');
  readonly #actions: CardActions;
  readonly #say: (message: string, beside: Shown) => void;
  #shown: Shown | undefined;
  /** Where it is, in CSS pixels of the viewport. */
  #box: Box | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** Where it lies still, or will. */
  #stillAt: Pick<Box, 'x' | 'y'> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param say tells what has been done
   * @param signal ends it
   */
  constructor(
    actions: CardActions,
    say: (message: string, beside: Shown) => void,
    signal: AbortSignal,
  ) {
    this.#actions = actions;
    this.#say = say;
    this.element.className = 'card';
    this.element.role = 'dialog';
    this.element.hidden = true;
    this.#facts.id = 'facts';
    this.#facts.className = 'facts';
    this.#buttons.className = 'buttons';
    this.element.append(this.#facts, this.#buttons);
    for (const type of OWN_EVENTS) {
      this.element.addEventListener(type, (event) => event.stopPropagation(), { signal });
    }
    // The page keeps its focus and its selection.
    const keepFocus = (event: Event) => event.preventDefault();
    this.element.addEventListener('mousedown', keepFocus, { signal });
    this.element.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    signal.addEventListener('abort', () => this.show(undefined));
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** Whether somebody works in it with the keyboard. */
  get isEntered(): boolean {
    const root = this.element.getRootNode();
    return root instanceof ShadowRoot && this.element.contains(root.activeElement);
  }

  /** Whether it takes the pointer. */
  get #isOpen(): boolean {
    return this.element.classList.contains('open');
  }

  /** Whether it stays for a pointer at a point: on the badge, on itself, or on the way from the one to the other. */
  holds(x: number, y: number): boolean {
    const badge = this.#shown?.place?.box;
    if (!badge || !this.#box || !this.#isOpen) return false;
    return isAt(this.#box, x, y) || isAt(between(badge, this.#box), x, y);
  }

  /** The pointer has come to rest on its badge, or will have. */
  openSoon(): void {
    if (this.#isOpen) return;
    this.#rest ??= setTimeout(() => this.#open(), REST);
  }

  #open(): void {
    this.element.classList.add('open');
    this.#unsettle();
  }

  /** What has just come, or moved, is not what anybody meant to press. */
  #unsettle(): void {
    clearTimeout(this.#settling);
    this.element.classList.remove('settled');
    this.#stillAt = this.#box;
    if (!this.#isOpen) return;
    this.#settling = setTimeout(() => this.element.classList.add('settled'), STILL);
  }

  /** Whoever presses something else has no use for it now: what lies under it is the page's again. */
  makeWay(x: number, y: number): void {
    if (this.#box && this.#isOpen && isAt(this.#box, x, y)) return;
    clearTimeout(this.#rest);
    if (!this.isEntered) this.element.classList.remove('open', 'settled');
  }

  /** Shows the card of a badge; of none, it closes. */
  show(shown: Shown | undefined): void {
    if (this.#shown === shown) return;
    const before = this.#shown?.badge;
    const hadFocus = this.isEntered;
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.element.classList.remove('open');
    this.#unsettle();
    before?.removeAttribute('aria-describedby');
    if (before) before.ariaExpanded = null;
    this.#shown = shown;
    this.#box = undefined;
    if (!shown) this.element.hidden = true;
    if (hadFocus) before?.focus({ preventScroll: true });
    if (!shown) return;
    shown.badge.setAttribute('aria-describedby', this.#facts.id);
    this.element.ariaLabel = browser.i18n.getMessage('cardTitle', [shownName(shown.content)]);
    this.#fill(false);
  }

  /** Opens it for the keyboard. */
  enter(): void {
    if (!this.#shown || this.element.hidden) return;
    this.#open();
    this.#shown.badge.ariaExpanded = 'true';
    this.#fill(false);
    this.#focusFirst();
  }

  /** Puts it beside its badge, and into sight if that is; where there is none, nothing is read of the page. */
  place(windowSize: () => Size, origin: () => Mapping): void {
    const box = this.#shown?.place?.box;
    if (this.element.hidden === Boolean(box)) this.element.hidden = !box;
    if (!box) return;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const room = windowSize();
    const below = box.y + box.height + BADGE_GAP;
    const isRoomBelow = below + height <= room.height;
    const isRightToLeft = browser.i18n.getMessage('uiDirection') === 'rtl';
    const left = isRightToLeft ? box.x + box.width - width : box.x;
    const x = Math.max(BADGE_GAP, Math.min(left, room.width - width - BADGE_GAP));
    const y = isRoomBelow ? below : Math.max(BADGE_GAP, box.y - BADGE_GAP - height);
    this.#box = { x, y, width, height };
    const { x: stillX, y: stillY } = this.#stillAt ?? { x: Number.NaN, y: Number.NaN };
    // Said so that one that was nowhere yet has moved, too.
    if (!(Math.hypot(x - stillX, y - stillY) <= SHAKE)) this.#unsettle();
    const { x: originX, y: originY } = origin();
    this.element.style.translate = `${x - originX}px ${y - originY}px`;
  }

  /** @param isChoice whether it is to ask for the right label */
  #fill(isChoice: boolean): void {
    if (!this.#shown) return;
    const { content } = this.#shown;
    const make = (text: string, act: CardAct, className = ''): HTMLButtonElement => {
      const button = textElement('button', className, text);
      button.type = 'button';
      button.ariaLabel = text;
      // Only whoever has entered the card goes from button to button.
      button.tabIndex = this.isEntered ? 0 : -1;
      button.addEventListener('click', ({ isTrusted, detail }) => {
        // Without a count of clicks it is not a pointer's.
        const isMeant = detail === 0 || this.element.classList.contains('settled');
        if (isTrusted && isMeant) void this.#do(act);
      });
      return button;
    };
    this.#unsettle();
    this.#facts.replaceChildren(...(isChoice ? [] : makeCard(content)));
    this.#buttons.replaceChildren(...(isChoice ? makeChoices : makeButtons)(content, make));
  }

  #focusFirst(): void {
    const buttons = [...this.#buttons.querySelectorAll('button')];
    for (const button of buttons) button.tabIndex = 0;
    buttons[0]?.focus({ preventScroll: true });
  }

  #onKey(event: KeyboardEvent): void {
    // Whoever holds the key that opened it has pressed nothing in it yet.
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
    if (event.key !== 'Escape' || !event.isTrusted) return;
    event.preventDefault();
    this.#shown?.badge.focus({ preventScroll: true });
  }

  async #do(act: CardAct): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    switch (act.kind) {
      case 'choose':
      case 'back': {
        const wasEntered = this.isEntered;
        this.#fill(act.kind === 'choose');
        if (wasEntered) this.#focusFirst();
        return;
      }
      case 'copy':
        return this.#tell(shown, 'noticeCopied', 'noticeNotCopied', async () => {
          await copyText(textToCopy(shown.content));
          return true;
        });
      case 'dismiss':
        this.#say(browser.i18n.getMessage('noticeHidden'), shown);
        this.#actions.dismiss(shown.anchor);
        return;
      case 'correct': {
        const { correcting } = act;
        return this.#tell(
          shown,
          { say: 'noticeCorrected', undo: 'noticeUndone', type: '' }[correcting.kind],
          'noticeNotCorrected',
          () => this.#actions.correct(shown.anchor, correcting),
        );
      }
    }
  }

  /** @param done key of what is said when it is done; nothing where that shows */
  async #tell(
    shown: Shown,
    done: string,
    failed: string,
    work: () => Promise<boolean>,
  ): Promise<void> {
    const isDone = await work().catch((error) => {
      console.error('Sightline:', error);
      return false;
    });
    const key = isDone ? done : failed;
    if (key !== '') this.#say(browser.i18n.getMessage(key), shown);
  }
}

/** The way from one box to another: what lies between them, as wide as both. */
function between(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const right = Math.max(one.x + one.width, other.x + other.width);
  const [upper, lower] = one.y < other.y ? [one, other] : [other, one];
  return {
    x,
    y: upper.y + upper.height,
    width: right - x,
    height: lower.y - upper.y - upper.height,
  };
}
