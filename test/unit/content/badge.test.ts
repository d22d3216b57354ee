// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { describe, expect, it, vi } from 'vitest';
import { fillBadge, makeBadge } from '../../../src/content/badge';
import { makeCard } from '../../../src/content/badge-card';
import { type BadgeContent, badgeContent } from '../../../src/content/badge-content';
import type { Scored } from '../../../src/core/outcome';
import { defaultSettings, type Settings } from '../../../src/core/settings';
import type { Certainty } from '../../../src/core/verdict';
import { tabbyOrLynx } from '../fakes/answers';
import { shownText } from '../fakes/page';

vi.mock('webextension-polyfill', async () => {
  const { getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

const contentOf = (outcome: Scored, settings: Settings = defaultSettings) =>
  badgeContent({ outcome, byHand: true }, settings) as BadgeContent;

function fill(content: BadgeContent): HTMLButtonElement {
  const badge = makeBadge();
  fillBadge(badge, content);
  return badge;
}

/** A label as it is put where its word is so probable, whatever makes it so. */
const labelled = (certainty: Certainty, probability: number, word = 'tabby'): BadgeContent => ({
  kind: 'verdict',
  verdict: { kind: 'label', word, certainty, group: 'cat', probability },
  rivals: [],
});

/** The text of each part of a card, in order. */
const cardOf = (outcome: Scored, settings: Settings = defaultSettings) =>
  makeCard(contentOf(outcome, settings)).flatMap((part) =>
    [part, ...part.querySelectorAll('li')]
      .map((each) => shownText(each as HTMLElement))
      .slice(part.tagName === 'OL' ? 1 : 0),
  );

describe('a badge', () => {
  it.each([
    ['plain', 0.9, 'tabby 90%', 'tabby, 90%'],
    ['probably', 0.74, 'probably tabby 74%', 'probably tabby, 74%'],
    ['maybe', 0.55, 'maybe tabby 55%', 'maybe tabby, 55%'],
  ] as const)('whose word is put with %s (%d) says "%s"', (certainty, probability, words, name) => {
    const badge = fill(labelled(certainty, probability));
    expect(shownText(badge)).toBe(words);
    expect(badge.ariaLabel).toBe(name);
    expect(badge.className).toBe(`badge verdict ${certainty}`);
    expect(badge.querySelector<HTMLElement>('.name')?.dataset.text).toBe('tabby');
  });

  it.each([
    [false, 'not sure', 'not sure what this shows'],
    [true, 'not a photo', 'not a photo'],
  ])(
    'that names nothing (a graphic: %s) says "%s", and no probability',
    (isGraphic, words, name) => {
      const badge = fill(contentOf(tabbyOrLynx(0.3, 0.4, { isGraphic })));
      expect([shownText(badge), badge.ariaLabel]).toEqual([words, name]);
      expect(badge.className).toBe('badge unsure');
    },
  );

  it('shows what a model says as text, never as markup', () => {
    const badge = fill(labelled('probably', 0.7, '<b>cat</b>'));
    expect(shownText(badge)).toBe('probably <b>cat</b> 70%');
    expect(badge.querySelector('b')).toBeNull();
  });
});

describe('a card', () => {
  it('lists what else comes into question, and all names of what is most likely', () => {
    expect(cardOf(tabbyOrLynx(0.97, 0.98))).toEqual(['tabby 97% tabby, tabby cat', 'lynx 5%']);
  });

  it('says of a general word what it stands for', () => {
    expect(cardOf(tabbyOrLynx(0.45, 0.97))).toEqual([
      'cat: 97%, most likely one of these',
      'tabby 45% tabby, tabby cat',
      'lynx 5%',
    ]);
  });

  it('says why nothing is named, and what comes into question all the same', () => {
    const rivals = ['tabby 30% tabby, tabby cat', 'lynx 5%'];
    expect(cardOf(tabbyOrLynx(0.3, 0.4))).toEqual([
      'Sightline is not sure enough to name it.',
      ...rivals,
    ]);
    expect(cardOf(tabbyOrLynx(0.3, 0.4, { isGraphic: true }))).toEqual([
      'This does not look like a photo, and Sightline knows only photos.',
      ...rivals,
    ]);
  });

  it('never lists what is not to be named', () => {
    const settings: Settings = { ...defaultSettings, hiddenGroups: ['wild-cat'] };
    expect(cardOf(tabbyOrLynx(0.3, 0.4), settings)).toEqual([
      'Sightline is not sure enough to name it.',
      'tabby 30% tabby, tabby cat',
    ]);
    const both: Settings = { ...defaultSettings, hiddenGroups: ['cat', 'wild-cat'] };
    expect(cardOf(tabbyOrLynx(0.3, 0.4), both)).toEqual([
      'Sightline is not sure enough to name it.',
    ]);
    expect(cardOf(tabbyOrLynx(0.97, 0.98), both)).toEqual(['Sightline is set not to name this']);
  });
});
