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
  model: 'mobilenet-v2-1.0-224-u8',
  took: 12,
});

/** Who says so, and how long it took. */
const ORIGIN = 'tiny · 7 ms';

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

  it('says how sure its word is only where that is wanted', () => {
    const badge = makeBadge();
    fillBadge(badge, labelled('probably', 0.74), false);
    expect([shownText(badge), badge.ariaLabel]).toEqual(['probably tabby', 'probably tabby']);
    expect(badge.querySelector('.percent')).toBeNull();
  });

  it.each([
    ['Mitzi', 'Mitzi', 'Mitzi, your label', 'badge verdict yours'],
    ['', 'no label', 'no label, as you said', 'badge unsure'],
  ])(
    'with the word of the user (%j) says "%s", and that it is theirs',
    (word, words, name, look) => {
      const badge = fill(contentOf({ ...tabbyOrLynx(0.97, 0.98), correction: { word } }));
      expect([shownText(badge), badge.ariaLabel, badge.className]).toEqual([words, name, look]);
      expect(badge.querySelector('.icon')).not.toBeNull();
    },
  );

  it('has a drawing of its own for each state but a plain label, which screen readers pass over', () => {
    const outcomes = [tabbyOrLynx(0.3, 0.4), tabbyOrLynx(0.3, 0.4, { isGraphic: true })];
    const corrected = { ...tabbyOrLynx(0.97, 0.98), correction: { word: 'Mitzi' } };
    const badges = [
      ...[...outcomes, corrected].map((outcome) => fill(contentOf(outcome))),
      fill({ kind: 'trouble', text: 'It took too long' }),
    ];
    const drawings = badges.map((badge) => badge.querySelector('.icon path')?.getAttribute('d'));
    expect(drawings).not.toContain(undefined);
    expect(new Set(drawings).size).toBe(badges.length);
    expect(badges.every((badge) => badge.querySelector('.icon')?.ariaHidden === 'true')).toBe(true);
    expect(fill(contentOf(tabbyOrLynx(0.97, 0.98))).querySelector('.icon')).toBeNull();
  });

  it('shows what a model says as text, never as markup', () => {
    const badge = fill(labelled('probably', 0.7, '<b>cat</b>'));
    expect(shownText(badge)).toBe('probably <b>cat</b> 70%');
    expect(badge.querySelector('b')).toBeNull();
  });
});

describe('a card', () => {
  it('lists what else comes into question, and all names of what is most likely', () => {
    expect(cardOf(tabbyOrLynx(0.97, 0.98))).toEqual([
      'Cats',
      'tabby 97% tabby, tabby cat',
      'lynx 5%',
      ORIGIN,
    ]);
  });

  it('says of a general word what it stands for', () => {
    expect(cardOf(tabbyOrLynx(0.45, 0.97))).toEqual([
      'Cats',
      'cat: 97%, most likely one of these',
      'tabby 45% tabby, tabby cat',
      'lynx 5%',
      ORIGIN,
    ]);
  });

  it('says why nothing is named, and what comes into question all the same', () => {
    const rivals = ['tabby 30% tabby, tabby cat', 'lynx 5%', ORIGIN];
    expect(cardOf(tabbyOrLynx(0.3, 0.4))).toEqual([
      'Sightline is not sure enough to name it.',
      ...rivals,
    ]);
    expect(cardOf(tabbyOrLynx(0.3, 0.4, { isGraphic: true }))).toEqual([
      'This does not look like a photo, and Sightline knows only photos.',
      ...rivals,
    ]);
  });

  it('says which word is the user’s, and what Sightline takes the picture for', () => {
    const rivals = ['tabby 97% tabby, tabby cat', 'lynx 5%', ORIGIN];
    const corrected = (word: string) => ({ ...tabbyOrLynx(0.97, 0.98), correction: { word } });
    expect(cardOf(corrected('Mitzi'))).toEqual([
      'You call this “Mitzi”. Sightline’s own guesses:',
      ...rivals,
    ]);
    expect(cardOf(corrected(''))).toEqual(['You said that none of these is right.', ...rivals]);
  });

  it('names the model as people know it, and the time in a unit that fits', () => {
    const content = labelled('plain', 0.97);
    const origin = (took: number) =>
      shownText(makeCard({ ...content, took } as BadgeContent).at(-1) as HTMLElement);
    expect([0.2, 128.4, 1_250].map(origin)).toEqual([
      'MobileNet v2 · 1 ms',
      'MobileNet v2 · 128 ms',
      'MobileNet v2 · 1.3 sec',
    ]);
  });

  it('never lists what is not to be named', () => {
    const settings: Settings = { ...defaultSettings, hiddenGroups: ['wild-cat'] };
    expect(cardOf(tabbyOrLynx(0.3, 0.4), settings)).toEqual([
      'Sightline is not sure enough to name it.',
      'tabby 30% tabby, tabby cat',
      ORIGIN,
    ]);
    const both: Settings = { ...defaultSettings, hiddenGroups: ['cat', 'wild-cat'] };
    expect(cardOf(tabbyOrLynx(0.3, 0.4), both)).toEqual([
      'Sightline is not sure enough to name it.',
      ORIGIN,
    ]);
    expect(cardOf(tabbyOrLynx(0.97, 0.98), both)).toEqual(['Sightline is set not to name this']);
  });
});
