import browser from 'webextension-polyfill';
import type { Prediction } from '../core/outcome';
import { localWord } from '../language/local-word';
import { percent, shownLanguage, textElement, textOf } from './badge';
import type { BadgeContent } from './badge-content';
import { makeElement } from './dom';

type Told = Extract<BadgeContent, { kind: 'verdict' }>;

/** What a badge's card tells: how the badge's word came about, or in full what the badge has no room for. */
export function makeCard(content: BadgeContent): Element[] {
  if (content.kind !== 'verdict') return [textElement('p', '', textOf(content))];
  const { rivals } = content;
  const [heading, group] = [headingOf(content), groupOf(content)];
  return [
    ...(group === '' ? [] : [textElement('p', 'group', group)]),
    ...(heading === '' ? [] : [textElement('p', 'heading', heading)]),
    ...(rivals.length === 0 ? [] : [makeRivals(rivals)]),
    textElement('p', 'origin', originOf(content)),
  ];
}

/** What has to be said before the list of rivals; nothing where the first of them says it all. */
function headingOf({ verdict, rivals }: Told): string {
  switch (verdict.kind) {
    case 'yours':
      return verdict.word === ''
        ? browser.i18n.getMessage('cardNoneYours')
        : browser.i18n.getMessage('cardYours', [localWord(verdict.word)]);
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

/** The everyday group of what is named, such as "Dogs". */
function groupOf({ verdict }: Told): string {
  if (verdict.kind !== 'label') return '';
  return browser.i18n.getMessage(`group_${verdict.group.replaceAll('-', '_')}`);
}

/** The part of a model's id that people may have heard of. */
const MOBILENET = /^mobilenet-v(\d)/;

/** Who says so, and how long it took. */
function originOf({ model, took }: Told): string {
  const version = MOBILENET.exec(model)?.[1];
  const name = version === undefined ? model : `MobileNet v${version}`;
  const unit = took < 1_000 ? 'millisecond' : 'second';
  const style = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  const time = new Intl.NumberFormat(shownLanguage(), style);
  const shown = took < 1_000 ? Math.max(1, Math.round(took)) : took / 1_000;
  return browser.i18n.getMessage('cardOrigin', [name, time.format(shown)]);
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
        textElement('span', 'name', word),
        textElement('span', 'percent', percent(probability)),
        ...(hasSynonyms ? [textElement('span', 'synonyms', className)] : []),
        bar,
      );
      return item;
    }),
  );
  return list;
}
