import browser from 'webextension-polyfill';
import { formatPercent } from '../core/format-percent';
import type { Certainty } from '../core/verdict';
import { localWord } from '../language/local-word';
import type { BadgeContent } from './badge-content';
import { type IconName, makeIcon } from './badge-icon';
import { makeElement } from './dom';

// Numbers are written in the language of the messages, so that no line mixes two; it stays while a page does.
let language: string | undefined;
export const shownLanguage = (): string => {
  language ??= browser.i18n.getMessage('uiLanguage');
  return language;
};
export const percent = (probability: number): string => formatPercent(probability, shownLanguage());
export const count = (number: number): string =>
  new Intl.NumberFormat(shownLanguage()).format(number);

/**
 * An element that shows text, and only text. Its style writes it: what is in the tree a page can look for with
 * window.find, in a closed shadow root too.
 */
export function textElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const element = makeElement(tag);
  element.className = className;
  if (text !== '') element.dataset.text = text;
  return element;
}

/** Makes a badge's button; it is taken into the keyboard's order by its group, see Overlay. */
export function makeBadge(): HTMLButtonElement {
  const badge = makeElement('button');
  badge.type = 'button';
  badge.tabIndex = -1;
  badge.hidden = true;
  badge.ariaHasPopup = 'dialog';
  return badge;
}

/**
 * Has a badge say something else.
 *
 * @param showPercent whether it says how likely its word is
 */
export function fillBadge(
  badge: HTMLButtonElement,
  content: BadgeContent,
  showPercent = true,
): void {
  const { look, icon, parts, name } = wordingOf(content, showPercent);
  badge.className = `badge ${look}`;
  badge.style.maxWidth = '';
  badge.replaceChildren(...(icon ? [makeIcon(icon)] : []), ...parts);
  badge.ariaLabel = name;
}

/** What a badge says of its picture, on one line. */
export const shownName = (content: BadgeContent, showPercent = true): string =>
  wordingOf(content, showPercent).name;

interface Wording {
  /** Classes of the badge. */
  readonly look: string;
  readonly icon?: IconName;
  readonly parts: readonly Element[];
  /** What a screen reader says. */
  readonly name: string;
}

function wordingOf(content: BadgeContent, showPercent: boolean): Wording {
  if (content.kind === 'pending') return plainWording('pending', textOf(content));
  if (content.kind === 'trouble') {
    return { ...plainWording('trouble', textOf(content)), icon: 'warning' };
  }
  const { verdict } = content;
  switch (verdict.kind) {
    case 'label': {
      const { certainty } = verdict;
      const word = localWord(verdict.word);
      const [words, share] = [wordFor(word, certainty), percent(verdict.probability)];
      const shown = wordElement(word, certainty);
      return {
        look: `verdict ${certainty}`,
        parts: showPercent ? [shown, textElement('span', 'percent', share)] : [shown],
        name: showPercent ? browser.i18n.getMessage('badgeName', [words, share]) : words,
      };
    }
    case 'yours': {
      const word = localWord(verdict.word);
      if (word === '') return doubtWording('verdictNone', 'pencil', 'badgeNoneName');
      const name = browser.i18n.getMessage('badgeYoursName', [word]);
      return { ...plainWording('verdict yours', word), icon: 'pencil', name };
    }
    case 'unsure':
      return doubtWording('verdictUnsure', 'question', 'badgeUnsureName');
    case 'graphic':
      return doubtWording('verdictGraphic', 'drawing', 'verdictGraphic');
  }
}

const plainWording = (look: string, text: string): Wording => ({
  look,
  parts: [textElement('span', 'name', text)],
  name: text,
});

/** @param message key of what it says, and of what a screen reader says */
const doubtWording = (message: string, icon: IconName, name: string): Wording => ({
  ...plainWording('unsure', browser.i18n.getMessage(message)),
  icon,
  name: browser.i18n.getMessage(name),
});

/** What a badge that names nothing says in full. */
export const textOf = (content: Exclude<BadgeContent, { kind: 'verdict' }>): string =>
  content.kind === 'pending' ? browser.i18n.getMessage('badgePending') : content.text;

/** A word with the certainty that it is put with, as in "probably tabby". */
function wordFor(word: string, certainty: Certainty): string {
  if (certainty === 'plain') return word;
  return browser.i18n.getMessage(certainty === 'probably' ? 'wordProbably' : 'wordMaybe', [word]);
}

/** Stands for the word in its message; no message and no word has this character. */
const PLACE = '\uFFFC';

/** The same as an element, with the word apart: what is before and behind it depends on the language. */
function wordElement(word: string, certainty: Certainty): HTMLElement {
  const [before = '', behind = ''] = wordFor(PLACE, certainty).split(PLACE);
  const element = textElement('span', 'words', '');
  element.append(
    textElement('span', 'doubt', before),
    textElement('span', 'name', word),
    textElement('span', 'doubt', behind),
  );
  return element;
}
