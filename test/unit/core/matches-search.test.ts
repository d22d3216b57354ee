import { expect, it } from 'vitest';
import { matchesSearch } from '../../../src/core/matches-search';

const retriever = ['golden retriever', 'dog', 'animal', 'Dogs'];

it.each([
  ['dog', retriever],
  ['retr', retriever],
  ['  DOG   gold ', retriever],
  ['', retriever],
  ['   ', []],
  ['creme', ['crème brûlée']],
  ['CRÈME', ['creme']],
  ['straße', ['STRASSE', 'Straße']],
  ['dog', ['hot-dog']],
  ['собака', ['Собаки и собака']],
  ['猎', ['金毛寻回猎犬']],
])('"%s" finds %j', (query, texts) => {
  expect(matchesSearch(query, texts)).toBe(true);
});

it.each([
  ['cat', ['delicate', 'catamaran'.slice(1)]],
  ['dog cat', retriever],
  ['dogged', retriever],
  ['dog', []],
  ['猫', ['金毛寻回猎犬']],
])('"%s" does not find %j', (query, texts) => {
  expect(matchesSearch(query, texts)).toBe(false);
});
