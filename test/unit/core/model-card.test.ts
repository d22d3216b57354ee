import { describe, expect, it } from 'vitest';
import { parseModelCard } from '../../../src/core/model-card';

const card = {
  id: 'tiny-1',
  name: 'Tiny',
  inputSize: 224,
  inputRange: [-1, 1],
  outputs: 11,
  backgroundClass: 0,
  embeddingNode: 'pool',
  embeddingSize: 8,
  labels: 'labels.json',
  license: 'MIT',
  source: 'made here',
  sha256: { 'labels.json': 'a'.repeat(64), 'group1-shard1of1.bin': '0'.repeat(64) },
};

describe('a card', () => {
  it('that is whole is read as it is', () => {
    expect(parseModelCard(JSON.parse(JSON.stringify(card)))).toEqual(card);
  });

  it('carries nothing over that it should not have', () => {
    expect(parseModelCard({ ...card, more: 1 })).toEqual(card);
  });

  it.each([undefined, null, 7, 'card'])('that is no object is refused: %s', (value) => {
    expect(() => parseModelCard(value)).toThrow('card.json is not an object');
  });

  it('that is refused says what to do', () => {
    expect(() => parseModelCard({})).toThrow('npm run setup');
  });
});

describe('a field at fault names itself', () => {
  it.each(['id', 'name', 'embeddingNode', 'labels', 'license', 'source'])('%s', (field) => {
    for (const value of [undefined, null, '', 7, ['x']]) {
      expect(() => parseModelCard({ ...card, [field]: value })).toThrow(`in "${field}"`);
    }
  });

  it.each([
    ['inputSize', 1],
    ['outputs', 2],
    ['backgroundClass', 0],
    ['embeddingSize', 1],
  ])('%s, of which the least is %i', (field, least) => {
    for (const value of [undefined, null, '224', 1.5, Number.NaN, Infinity, least - 1]) {
      expect(() => parseModelCard({ ...card, [field]: value })).toThrow(`in "${field}"`);
    }
    expect(parseModelCard({ ...card, backgroundClass: 0, [field]: least })).toHaveProperty(
      field,
      least,
    );
  });

  it('backgroundClass, beyond the outputs', () => {
    expect(parseModelCard({ ...card, backgroundClass: 10 }).backgroundClass).toBe(10);
    expect(() => parseModelCard({ ...card, backgroundClass: 11 })).toThrow('"backgroundClass"');
  });

  it('inputRange', () => {
    for (const inputRange of [undefined, [], [0], [1, 0], [1, 1], [0, 1, 2], ['0', '1'], '01']) {
      expect(() => parseModelCard({ ...card, inputRange })).toThrow('"inputRange"');
    }
  });

  it('sha256', () => {
    for (const sha256 of [undefined, null, 'a'.repeat(64)]) {
      expect(() => parseModelCard({ ...card, sha256 })).toThrow('"sha256"');
    }
    for (const sum of [undefined, 7, '', 'a'.repeat(63), 'A'.repeat(64), 'g'.repeat(64)]) {
      const sha256 = { 'model.json': sum };
      expect(() => parseModelCard({ ...card, sha256 })).toThrow('no SHA-256 for model.json');
    }
  });
});

it.each([
  '../model.json',
  '/etc/passwd',
  'a/b.bin',
  'a\\b.bin',
  '',
  ' ',
  'model.json?x',
  '..',
  '.',
])('a file outside the folder of the model is refused: %j', (file) => {
  const sha256 = { ...card.sha256, [file]: 'a'.repeat(64) };
  expect(() => parseModelCard({ ...card, sha256 })).toThrow('outside its folder');
});
