import browser from 'webextension-polyfill';
import { formatPercent } from '../core/format-percent';
import type { Certainty } from '../core/verdict';
import { localWord } from '../language/local-word';
import type { BadgeContent } from './badge-content';
import { makeElement } from './dom';

// Numbers are written in the language of the messages, so that no line mixes two; it stays while a page does.
let language: string | undefined;
export const percent = (probability: number): string => {
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
  return badge;
}

/** Has a badge say something else. */
export function fillBadge(badge: HTMLButtonElement, content: BadgeContent): void {
  const { look, parts, name } = wordingOf(content);
  badge.className = `badge ${look}`;
  badge.style.maxWidth = '';
  badge.replaceChildren(...parts);
  badge.ariaLabel = name;
}

/** What a badge says of its picture, on one line. */
export const shownName = (content: BadgeContent): string => wordingOf(content).name;

interface Wording {
  /** Classes of the badge. */
  readonly look: string;
  readonly parts: readonly Element[];
  /** What a screen reader says. */
  readonly name: string;
}

function wordingOf(content: BadgeContent): Wording {
  if (content.kind !== 'verdict') return plainWording(content.kind, textOf(content));
  const { verdict } = content;
  switch (verdict.kind) {
    case 'label': {
      const { certainty } = verdict;
      const word = localWord(verdict.word);
      const share = percent(verdict.probability);
      return {
        look: `verdict ${certainty}`,
        parts: [wordElement(word, certainty), textElement('span', 'percent', share)],
        name: browser.i18n.getMessage('badgeName', [wordFor(word, certainty), share]),
      };
    }
    case 'unsure': {
      const name = browser.i18n.getMessage('badgeUnsureName');
      return { ...plainWording('unsure', browser.i18n.getMessage('verdictUnsure')), name };
    }
    case 'graphic':
      return plainWording('unsure', browser.i18n.getMessage('verdictGraphic'));
  }
}

const plainWording = (look: string, text: string): Wording => ({
  look,
  parts: [textElement('span', 'name', text)],
  name: text,
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
