import browser from 'webextension-polyfill';
import { isNamed } from '../core/verdict';
import type { BadgeContent } from './badge-content';
import { closestAcross, elementMatches, focusedElement, isWithin, listen } from './dom';
import type { Shown } from './place-badges';

/**
 * Pictures whose page does not say what they show, though it could. An empty alt attribute says that there is nothing
 * to be said, and backgrounds are no pictures to a screen reader.
 */
const UNDESCRIBED =
  ':is(img, input[type=image i], object, embed, [role=img i], [role=image i])' +
  ':not([alt], [aria-label], [aria-labelledby], [title], [role=presentation i], [role=none i])';
const OUT_OF_TREE = '[aria-hidden=true i]';

/** More pictures than that in what has the keyboard, and it is no picture but a part of the page. */
const MOST = 3;

/**
 * Describes pictures without alternative text to screen readers.
 *
 * No browser lets anybody but the page say in the tree, where an element of the page stands, what it shows, without the
 * page knowing: attributes, the properties that stand for them and the alternative text of styles can all be read, and
 * references into a closed shadow root lead nowhere. So the labels together become a landmark, each bound to its picture,
 * and what gets the keyboard is spoken of then.
 */
export class Describer {
  readonly #group: HTMLElement;
  readonly #shown: ReadonlyMap<unknown, Shown>;
  readonly #nameOf: (content: BadgeContent) => string;
  readonly #announce: (text: string) => void;
  readonly #signal: AbortSignal;
  #life: AbortController | undefined;

  /**
   * @param group holds the badges
   * @param nameOf what a badge says
   * @param announce has screen readers say something
   * @param signal ends it
   */
  constructor(
    group: HTMLElement,
    shown: ReadonlyMap<unknown, Shown>,
    nameOf: (content: BadgeContent) => string,
    announce: (text: string) => void,
    signal: AbortSignal,
  ) {
    this.#group = group;
    this.#shown = shown;
    this.#nameOf = nameOf;
    this.#announce = announce;
    this.#signal = signal;
  }

  set isOn(isOn: boolean) {
    if (isOn === (this.#life !== undefined)) return;
    this.#life?.abort();
    this.#life = isOn ? new AbortController() : undefined;
    this.#group.role = isOn ? 'region' : 'group';
    if (!this.#life) return;
    const signal = AbortSignal.any([this.#signal, this.#life.signal]);
    const onFocus = ({ isTrusted }: FocusEvent) => isTrusted && this.#onFocus();
    listen(window, 'focusin', onFocus, { capture: true, signal });
  }

  /** Names a badge for screen readers. */
  name({ anchor, badge, content }: Shown): void {
    const isGuess = this.#life !== undefined && this.#describes({ anchor, content });
    badge.ariaLabel = isGuess ? this.#descriptionOf(content) : this.#nameOf(content);
    badge.ariaFlowToElements = isGuess ? [anchor.element] : null;
  }

  #describes({ anchor, content }: Pick<Shown, 'anchor' | 'content'>): boolean {
    if (content.kind !== 'verdict' || !isNamed(content.verdict)) return false;
    const { element } = anchor;
    return elementMatches(element, UNDESCRIBED) && !closestAcross(element, OUT_OF_TREE);
  }

  #onFocus(): void {
    const focused = focusedElement();
    if (!focused) return;
    const inside = [...this.#shown.values()].filter(({ anchor: { element } }) =>
      isWithin(element, focused),
    );
    if (inside.length > MOST) return;
    const described = inside.filter((shown) => this.#describes(shown));
    if (described.length === 0) return;
    this.#announce(described.map(({ content }) => this.#descriptionOf(content)).join('. '));
  }

  #descriptionOf(content: BadgeContent): string {
    return browser.i18n.getMessage('badgeDescription', [this.#nameOf(content)]);
  }
}
