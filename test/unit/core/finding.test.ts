import { expect, it } from 'vitest';
import { findingOf } from '../../../src/core/finding';
import type { Scores } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';

const scores: Scores = {
  topFive: [],
  words: [
    { word: 'beagle', classes: 1, group: 'dog', probability: 0.6 },
    { word: 'dog', classes: 118, group: 'dog', probability: 0.95 },
    { word: 'animal', classes: 398, group: 'wild-animal', probability: 0.99 },
  ],
  isGraphic: false,
};
const words = (settings: Partial<typeof defaultSettings>) =>
  findingOf({ scores }, { ...defaultSettings, ...settings }).words;

it('a picture is found by the word that is shown and all more general ones', () => {
  expect(words({ sureness: 'bold' })).toEqual(['beagle', 'dog', 'animal']);
});

it('it is not found by what is more specific than what is sure', () => {
  expect(words({})).toEqual(['dog', 'animal']);
});

it('it is found by no word of a group that is never named', () => {
  expect(words({ hiddenGroups: ['wild-animal'] })).toEqual(['dog']);
  expect(words({ hiddenGroups: ['dog'] })).toEqual([]);
});

it('what no word is sure enough for is found by none', () => {
  expect(words({ generalWords: false })).toEqual([]);
});

it('what the user has said is told, whatever the model makes of it, and is found by that alone', () => {
  const finding = findingOf({ scores, correction: { word: 'Rex' } }, defaultSettings);
  expect(finding).toEqual({ verdict: { kind: 'yours', word: 'Rex' }, words: ['Rex'] });
  const none = findingOf({ scores, correction: { word: '' } }, defaultSettings);
  expect(none).toEqual({ verdict: { kind: 'yours', word: '' }, words: [] });
});
