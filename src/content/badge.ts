import browser from 'webextension-polyfill';
import { formatPercent } from '../core/format-percent';
import type { Verdict } from '../core/verdict';

/** What a badge says about its picture. */
export type BadgeContent =
  | { readonly kind: 'pending' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'trouble'; readonly text: string };

// Numbers are written in the language of the messages, so that no line mixes two; it stays while a page does.
let language: string | undefined;
const percent = (probability: number): string => {
  language ??= browser.i18n.getMessage('uiLanguage');
  return formatPercent(probability, language);
};

/**
 * An element that shows text, and only text. Its style writes it: what is in the tree a page can look for with
 * window.find, in a closed shadow root too.
 */
export function textElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== '') element.dataset.text = text;
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
  if (content.kind === 'verdict') {
    const { label, probability } = content.verdict;
    const share = percent(probability);
    badge.replaceChildren(
      textElement('span', 'name', label),
      textElement('span', 'percent', share),
    );
    badge.ariaLabel = browser.i18n.getMessage('badgeName', [label, share]);
    return;
  }
  badge.replaceChildren(textElement('span', 'name', textOf(content)));
  badge.ariaLabel = textOf(content);
}

const textOf = (content: Exclude<BadgeContent, { kind: 'verdict' }>): string =>
  content.kind === 'pending' ? browser.i18n.getMessage('badgePending') : content.text;

/** What a badge's card says: the five most likely classes, or in full what the badge has no room for. */
export const makeCard = (content: BadgeContent): HTMLElement =>
  content.kind === 'verdict' ? makeTopFive(content.verdict) : textElement('p', '', textOf(content));

/** The five most likely classes, each with a bar as long as it is probable. */
function makeTopFive({ topFive }: Verdict): HTMLOListElement {
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
