import browser from 'webextension-polyfill';
import type { Prediction } from '../core/outcome';
import { localWord } from '../language/local-word';
import { percent, textElement, textOf } from './badge';
import type { BadgeContent } from './badge-content';
import { makeElement } from './dom';

/** What a badge's card says: how the badge's word came about, or in full what the badge has no room for. */
export function makeCard(content: BadgeContent): Element[] {
  if (content.kind !== 'verdict') return [textElement('p', '', textOf(content))];
  const { rivals } = content;
  const heading = headingOf(content);
  return [
    ...(heading === '' ? [] : [textElement('p', '', heading)]),
    ...(rivals.length === 0 ? [] : [makeRivals(rivals)]),
  ];
}

/** What has to be said before the list of rivals; nothing where the first of them says it all. */
function headingOf({ verdict, rivals }: Extract<BadgeContent, { kind: 'verdict' }>): string {
  switch (verdict.kind) {
    case 'unsure':
      return browser.i18n.getMessage('cardUnsure');
    case 'graphic':
      return browser.i18n.getMessage('cardGraphic');
    case 'label': {
      const { word, probability } = verdict;
      if (rivals.length === 0 || rivals[0]?.name === word) return '';
      return browser.i18n.getMessage('cardGeneral', [localWord(word), percent(probability)]);
    }
  }
}

/**
 * The most likely classes, each with a bar as long as it is probable. The first has all its names, which are English,
 * so not beside another language's.
 */
function makeRivals(rivals: readonly Prediction[]): HTMLOListElement {
  const list = makeElement('ol');
  list.ariaLabel = browser.i18n.getMessage('badgeTopFive');
  list.replaceChildren(
    ...rivals.map(({ className, name, probability }, index) => {
      const item = makeElement('li');
      const word = localWord(name);
      const hasSynonyms = index === 0 && className !== name && word === name;
      const bar = textElement('span', 'bar', '');
      bar.style.setProperty('--share', `${probability * 100}%`);
      item.append(
        textElement('span', '', word),
        textElement('span', 'percent', percent(probability)),
        ...(hasSynonyms ? [textElement('span', 'synonyms', className)] : []),
        bar,
      );
      return item;
    }),
  );
  return list;
}
