import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generalWords as choices } from '../../scripts/vocabulary/general-words';
import { vocabularyTable } from '../../scripts/vocabulary/vocabulary-table';
import { noWordnet, readWordnet, withAncestors } from '../../scripts/vocabulary/wordnet';
import { classCount, generalWords } from '../../src/core/vocabulary';

const root = resolve(import.meta.dirname, '../..');
const labelsFile = resolve(root, 'public/model/labels.json');

describe.skipIf(noWordnet)(`the vocabulary${noWordnet ? ` (${noWordnet})` : ''}`, () => {
  it('is what `npm run vocabulary` makes', () => {
    const committed = readFileSync(resolve(root, 'src/core/vocabulary-table.ts'), 'utf8');
    expect(vocabularyTable(readWordnet())).toBe(committed);
  });

  it('calls nothing by a word that is not above it in WordNet', () => {
    const wordnet = readWordnet();
    const above = wordnet.classes.map((id) => withAncestors(wordnet, id));
    for (const { word, classes } of generalWords) {
      const synsets = choices.filter((choice) => choice.word === word).map((it) => it.synset);
      const strangers = classes.filter((index) => !synsets.some((id) => above[index]?.has(id)));
      expect(strangers, word).toEqual([]);
    }
  });
});

it.skipIf(!existsSync(labelsFile))('the model has as many classes as the vocabulary', () => {
  expect(JSON.parse(readFileSync(labelsFile, 'utf8'))).toHaveLength(classCount);
});

it('the licence that WordNet asks for stands beside what is made from it', () => {
  const licence = readFileSync(
    resolve(root, 'scripts/vocabulary/WORDNET-LICENSE.txt'),
    'utf8',
  ).replaceAll(/\s+/g, ' ');
  expect(licence).toContain('WordNet 3.0 Copyright 2006 by Princeton University.');
  expect(licence).toContain('THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS"');
});
