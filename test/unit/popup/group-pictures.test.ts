import { expect, test, vi } from 'vitest';
import type { PagePicture } from '../../../src/core/page-picture';
import { groupPictures } from '../../../src/popup/group-pictures';

vi.mock('webextension-polyfill', async () => {
  const { getMessage } = await import('../fakes/browser');
  return { default: { i18n: { getMessage } } };
});

const label = (id: number, word: string, words = [word]): PagePicture => ({
  id,
  verdict: { kind: 'label', word, certainty: 'plain', group: 'dog' },
  words,
});
const yours = (id: number, word: string): PagePicture => ({
  id,
  verdict: { kind: 'yours', word },
  words: [word],
});
const unsure = (id: number): PagePicture => ({ id, verdict: { kind: 'unsure' }, words: [] });

test('pictures with one label are one group, whatever frame they are in', () => {
  const groups = groupPictures([
    { frame: 0, pictures: [label(3, 'beagle', ['beagle', 'dog'])] },
    { frame: 7, pictures: [label(1, 'beagle', ['beagle', 'animal'])] },
  ]);
  expect(groups).toEqual([
    {
      kind: 'label',
      word: 'beagle',
      group: 'dog',
      words: ['beagle', 'dog', 'animal'],
      places: [
        { frame: 0, id: 3 },
        { frame: 7, id: 1 },
      ],
    },
  ]);
});

test('what the user has said comes first, then the most frequent label; what has none comes last', () => {
  const pictures = [
    unsure(0),
    unsure(1),
    unsure(2),
    label(3, 'fox'),
    label(4, 'owl'),
    label(5, 'bee'),
    label(6, 'owl'),
    yours(7, 'Rex'),
  ];
  const words = groupPictures([{ frame: 0, pictures }]).map(({ kind, word }) => word || kind);
  expect(words).toEqual(['Rex', 'owl', 'bee', 'fox', 'unsure']);
});

test('a word of the user’s own is not mixed with the same word of Sightline', () => {
  const groups = groupPictures([{ frame: 0, pictures: [label(0, 'owl'), yours(1, 'owl')] }]);
  expect(groups.map(({ kind, places }) => [kind, places.length])).toEqual([
    ['yours', 1],
    ['label', 1],
  ]);
});
