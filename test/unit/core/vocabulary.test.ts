import { describe, expect, it } from 'vitest';
import { groups } from '../../../src/core/groups';
import { classCount, displayName, generalWords, groupOf } from '../../../src/core/vocabulary';
import { groupTable } from '../../../src/core/vocabulary-table';

const classes = Array.from({ length: classCount }, (_, index) => index);
const names = classes.map(displayName);

/** General words of a class, the most exact first. */
const wordsOf = (name: string) => {
  expect(names).toContain(name);
  return generalWords
    .filter((word) => word.classes.includes(names.indexOf(name)))
    .map(({ word }) => word)
    .reverse();
};

const members = (sought: string) => generalWords.find(({ word }) => word === sought)?.classes ?? [];

describe('display names', () => {
  it('tell the classes apart', () => {
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(1000);
  });

  it('are words, one name a class', () => {
    for (const name of names) {
      expect(name).toMatch(/^[\p{L}][\p{L}'.-]*( \(?[\p{L}'.-]+\)?)*$/u);
    }
  });

  it('are what people say', () => {
    expect([7, 296, 285, 263, 242, 608, 673, 989, 916].map(displayName)).toEqual([
      'rooster',
      'polar bear',
      'Egyptian cat',
      'Pembroke Welsh corgi',
      'boxer (dog)',
      'jeans',
      'computer mouse',
      'rose hip',
      'website',
    ]);
  });

  it('keep apart what ImageNet calls by one word', () => {
    expect([134, 517].map(displayName)).toEqual(['crane (bird)', 'crane (machine)']);
    expect([638, 639].map(displayName)).toEqual(['maillot', 'one-piece swimsuit']);
    expect([264, 474].map(displayName)).toEqual(['Cardigan Welsh corgi', 'cardigan']);
    expect([836, 837].map(displayName)).toEqual(['dark glasses', 'sunglasses']);
  });

  it.each([-1, 1000, 1.5, Number.NaN])('are not made up for %s', (index) => {
    expect(() => displayName(index)).toThrow(RangeError);
    expect(() => groupOf(index)).toThrow(RangeError);
  });
});

describe('general words', () => {
  it('are distinct, and each covers at least two classes, ascending and in range', () => {
    expect(new Set(generalWords.map(({ word }) => word.toLowerCase())).size).toBe(
      generalWords.length,
    );
    for (const { word, classes } of generalWords) {
      expect(classes.length, word).toBeGreaterThan(1);
      expect(classes, word).toEqual([...new Set(classes)].sort((a, b) => a - b));
      expect(classes[0], word).toBeGreaterThanOrEqual(0);
      expect(classes.at(-1), word).toBeLessThan(classCount);
    }
  });

  it('never cover the same classes twice', () => {
    const covers = generalWords.map(({ classes }) => classes.join());
    expect(new Set(covers).size).toBe(covers.length);
  });

  it('are unlike the names of classes', () => {
    expect(generalWords.filter(({ word }) => names.includes(word))).toEqual([]);
  });

  it('come the widest first', () => {
    const sizes = generalWords.map(({ classes }) => classes.length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it.each([
    ['tabby cat', ['cat', 'feline', 'mammal', 'animal']],
    ['Egyptian cat', ['cat', 'feline', 'mammal', 'animal']],
    ['golden retriever', ['retriever', 'dog', 'mammal', 'animal']],
    ['great white shark', ['shark', 'fish', 'animal']],
    ['sports car', ['car', 'motor vehicle', 'vehicle']],
    ['school bus', ['bus', 'vehicle']],
    ['strawberry', ['fruit', 'food']],
    ['orange', ['citrus fruit', 'fruit', 'food']],
    ['grand piano', ['piano', 'keyboard instrument', 'musical instrument']],
    ['crane (bird)', ['wading bird', 'water bird', 'bird', 'animal']],
    ['red wine', ['alcoholic drink', 'drink']],
  ])('of "%s" go from the exact to the wide', (name, expected) => {
    expect(wordsOf(name)).toEqual(expected);
  });

  it.each([
    ['website', 'computer'],
    ['slide rule', 'computer'],
    ['crane (machine)', 'bird'],
    ['shopping cart', 'vehicle'],
    ['missile', 'vehicle'],
    ['sports car', 'container'],
    ['bathtub', 'container'],
    ['acorn', 'fruit'],
    ['menu', 'food'],
    ['meatloaf', 'bread'],
    ['coyote', 'wolf'],
    ['wig', 'clothing'],
  ])('never call a %s a %s, whatever WordNet says', (name, word) => {
    expect(members(word).length).toBeGreaterThan(0);
    expect(wordsOf(name)).not.toContain(word);
  });

  it('are none that nobody says', () => {
    const unsaid =
      /\b(placental|carnivore|art[ei]fact|instrumentality|conveyance|vertebrate|ungulate|chordate|canine|passerine|whole|entity|object|thing|structure|covering|matter|substance|implement|system)s?\b/;
    expect(generalWords.filter(({ word }) => unsaid.test(word))).toEqual([]);
    expect(members('device')).toEqual([]);
  });
});

describe('groups', () => {
  it('hold each class once', () => {
    // In the rows themselves: groupOf would hide a class that is in two of them.
    const held = Array.from(groupTable.matchAll(/(\d+)(?:-(\d+))?/g), ([, first, last = first]) =>
      classes.slice(Number(first), Number(last) + 1),
    ).flat();
    expect(held).toHaveLength(1000);
    expect(new Set(held).size).toBe(1000);
  });

  it('are those of the list, and none is empty', () => {
    const filled = new Set(classes.map(groupOf));
    expect(groups.filter((group) => !filled.has(group))).toEqual([]);
    expect([...filled].filter((group) => !groups.includes(group))).toEqual([]);
  });

  it.each([
    ['tabby cat', 'cat'],
    ['lion', 'wild-cat'],
    ['Indian cobra', 'snake'],
    ['tarantula', 'spider'],
    ['spider web', 'spider'],
    ['hermit crab', 'sea-animal'],
    ['bra', 'underwear'],
    ['beer bottle', 'alcohol'],
    ['revolver', 'weapon'],
    ['army tank', 'weapon'],
    ['website', 'screen-or-document'],
    ['crane (bird)', 'bird'],
    ['crane (machine)', 'tool'],
    ['feather boa', 'accessory'],
    ['mushroom', 'mushroom'],
    ['baseball player', 'person'],
  ])('hold a %s as a kind of %s', (name, group) => {
    expect(groupOf(names.indexOf(name))).toBe(group);
  });
});
