import { expect, it, vi } from 'vitest';
import { englishWord } from '../../../src/language/english-word';

vi.mock('webextension-polyfill', async () => {
  const { getGermanMessage: getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

it.each([
  ['Hund', 'dog'],
  ['hund', 'dog'],
  ['Eichelhäher', 'jay'],
  ['Eichelha\u0308her', 'jay'],
  // English is understood, too.
  ['Dog', 'dog'],
  ['night snake', 'night snake'],
  // The user's own.
  ['Mitzi', 'Mitzi'],
  ['Hunde von nebenan', 'Hunde von nebenan'],
])('"%s", typed in German, is kept as "%s"', (typed, kept) => {
  expect(englishWord(typed)).toBe(kept);
});
