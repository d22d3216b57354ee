// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { expect, it, vi } from 'vitest';
import { fillBadge, makeBadge } from '../../../src/content/badge';
import { makeCard } from '../../../src/content/badge-card';
import { type BadgeContent, badgeContent } from '../../../src/content/badge-content';
import { defaultSettings } from '../../../src/core/settings';
import { tabbyOrLynx } from '../fakes/answers';
import { shownText } from '../fakes/page';

vi.mock('webextension-polyfill', async () => {
  const { getGermanMessage: getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

const content = badgeContent(
  { outcome: tabbyOrLynx(0.45, 0.8), byHand: true },
  defaultSettings,
) as BadgeContent;

it('a badge speaks the language of the browser, its word and its number too', () => {
  const badge = makeBadge();
  fillBadge(badge, content);
  expect(shownText(badge)).toBe('wahrscheinlich Katze 80 %');
  expect(badge.ariaLabel).toBe('wahrscheinlich Katze, 80\u00a0%');
});

it('a card translates what it can, and lists English synonyms beside English words only', () => {
  const [group, heading, list] = makeCard(content) as HTMLElement[];
  expect(group && shownText(group)).toBe('Katzen');
  expect(heading && shownText(heading)).toBe('Katze: 80 %, am ehesten eines davon');
  const [first, second] = [...(list?.querySelectorAll('li') ?? [])].map(shownText);
  // The test's model says "tabby" where the vocabulary has "tabby cat".
  expect(first).toBe('tabby 45 % tabby, tabby cat');
  expect(second).toBe('Luchs 5 %');
});
