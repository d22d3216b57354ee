import { expect, it, vi } from 'vitest';
import { localWord } from '../../../src/language/local-word';

vi.mock('webextension-polyfill', async () => {
  const { getGermanMessage: getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

it.each([
  ['dog', 'Hund'],
  ['boat or ship', 'Wasserfahrzeug'],
  ['crane (bird)', 'Kranich'],
  ['crane (machine)', 'Kran'],
  ["jack-o'-lantern", 'Kürbislaterne'],
  ['consommé', 'Consommé'],
  // Established in English only.
  ['night snake', 'night snake'],
  // A model may have a word that no vocabulary has.
  ['<b>$1</b>', '<b>$1</b>'],
])('"%s" is "%s" in German', (word, shown) => {
  expect(localWord(word)).toBe(shown);
});
