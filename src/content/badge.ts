import browser from 'webextension-polyfill';
import { formatPercent } from '../core/format-percent';
import type { Verdict } from '../core/verdict';

/** What a badge says about its picture. */
export type BadgeContent =
  | { readonly kind: 'pending' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'trouble'; readonly text: string };

// Numbers are written in the language of the messages, so that no line mixes two.
const percent = (probability: number): string =>
  formatPercent(probability, browser.i18n.getMessage('uiLanguage'));

/** An element that holds text, and only text. */
export function textElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Makes a badge's button; it is taken into the keyboard's order by its group, see Overlay. */
export function makeBadge(): HTMLButtonElement {
  const badge = document.createElement('button');
  badge.type = 'button';
  badge.tabIndex = -1;
  return badge;
}

/** Has a badge say something else. */
export function fillBadge(badge: HTMLButtonElement, content: BadgeContent): void {
  badge.className = `badge ${content.kind}`;
  if (content.kind !== 'verdict') {
    const text =
      content.kind === 'pending' ? browser.i18n.getMessage('badgePending') : content.text;
    badge.replaceChildren(textElement('span', 'name', text));
    badge.removeAttribute('aria-label');
    return;
  }
  const { label, probability } = content.verdict;
  badge.replaceChildren(
    textElement('span', 'name', label),
    textElement('span', 'percent', percent(probability)),
  );
  badge.ariaLabel = browser.i18n.getMessage('badgeName', [label, percent(probability)]);
}

/** Makes the list of a card: the five most likely classes, each with a bar as long as it is probable. */
export function makeTopFive({ topFive }: Verdict): HTMLOListElement {
  const list = document.createElement('ol');
  list.ariaLabel = browser.i18n.getMessage('badgeTopFive');
  list.replaceChildren(
    ...topFive.map(({ className, probability }) => {
      const item = document.createElement('li');
      const bar = textElement('span', 'bar', '');
      bar.style.setProperty('--share', `${probability * 100}%`);
      const name = textElement('span', '', className);
      item.append(name, textElement('span', 'percent', percent(probability)), bar);
      return item;
    }),
  );
  return list;
}
