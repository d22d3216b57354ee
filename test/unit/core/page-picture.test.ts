import { expect, it } from 'vitest';
import { checkPagePictures, maxPagePictures } from '../../../src/core/page-picture';

const label = {
  id: 3,
  verdict: { kind: 'label', word: 'beagle', certainty: 'plain', group: 'dog' },
  words: ['beagle', 'dog'],
};
const unsure = { id: 4, verdict: { kind: 'unsure' }, words: [] };

it('takes the list of a frame as it is', () => {
  expect(checkPagePictures([label, unsure], 'pictures')).toEqual([label, unsure]);
});

it('cuts words short', () => {
  const [found] = checkPagePictures([{ ...label, words: ['x'.repeat(999)] }], 'pictures');
  expect(found?.words).toEqual(['x'.repeat(100)]);
});

it.each([
  [undefined, 'pictures is no list'],
  [Array(maxPagePictures + 1).fill(unsure), 'pictures has more than 500 items'],
  [[{ ...label, id: -1 }], 'pictures[0].id is no count'],
  [[{ ...label, verdict: { kind: 'unwanted' } }], 'pictures[0].verdict.kind is none of'],
  [[{ ...label, verdict: { ...label.verdict, group: 'x' } }], 'pictures[0].verdict.group'],
  [[{ ...label, words: Array(31).fill('dog') }], 'pictures[0].words has more than 30'],
])('says what is wrong with %j', (found, why) => {
  expect(() => checkPagePictures(found, 'pictures')).toThrow(why);
});
