import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { classCount, displayName, generalWords } from '../../src/core/vocabulary';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const { wordKey } = await import('../../src/language/local-word');

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}
type Catalog = Readonly<Record<string, Message>>;

const folder = new URL('../../public/_locales/', import.meta.url);
const read = (locale: string) =>
  JSON.parse(readFileSync(new URL(`${locale}/messages.json`, folder), 'utf8')) as Catalog;
const english = read('en');
const locales = readdirSync(folder).sort();
const translations = locales.filter((locale) => locale !== 'en').map((locale) => ({ locale }));

const classes = Array.from({ length: classCount }, (_, index) => displayName(index));
const general = generalWords.map(({ word }) => word);

/** What is rightly written as in English: names, and what has no words of its own. */
const alikeEverywhere = [
  'backendCpu',
  'backendWasm',
  'backendWebgl',
  'backendWebgpu',
  'cardOrigin',
  'extName',
  'factVersion',
  'troubleCount',
  'uiDirection',
];
const alikeIn: Readonly<Record<string, readonly string[]>> = {
  de: [
    'badgeName',
    'factBrowser',
    'leftOutSprite',
    'pauseTitle',
    'rejectedBackend',
    'repairedOne',
    'sitesTitle',
  ],
  es: [
    'badgeName',
    'group_alcohol',
    'leftOutSprite',
    'rejectedBackend',
    'repairedOne',
    'sitesTitle',
  ],
  ru: ['badgeName', 'rejectedBackend', 'repairedOne', 'sitesTitle'],
  uk: ['badgeName', 'rejectedBackend', 'repairedOne', 'sitesTitle'],
  zh_CN: [],
};

/** English words that may be one word in another language: they name the same thing, or nearly so. */
const synonyms = [
  ['frying pan', 'pan'],
  ['laptop', 'notebook computer'],
];

/** Messages that name another one by its words, which have to be its own. */
const quotes = [
  ['next_busy', 'menuClassify'],
  ['next_over_budget', 'menuClassify'],
  ['next_unreadable', 'menuClassify'],
  ['next_guarded', 'menuClassify'],
  ['next_guarded', 'guardedLabel'],
  ['next_no_access', 'menuClassify'],
  ['leftOutBackgroundWhy', 'labelChoicesTitle'],
  ['markUnsureWhy', 'verdictUnsure'],
  ['markUnsureWhy', 'verdictGraphic'],
] as const;

/** Letters that a language has and its neighbour has not: none may have slipped in. */
const foreignTo: Readonly<Record<string, RegExp>> = {
  de: /\p{Script=Cyrillic}|\p{Script=Han}/u,
  es: /\p{Script=Cyrillic}|\p{Script=Han}|ß/u,
  ru: /\p{Script=Han}|[іїєґ]/iu,
  uk: /\p{Script=Han}|[ыэъё]/iu,
  zh_CN: /\p{Script=Cyrillic}/u,
};

/** A word behind a number, but for "of": of how many, it says the same of any number. */
const INFLECTED = /\$(ALL|ASKED|COUNT|ENTRIES|KNOWN|NUMBER|TOTAL)\$ (?!(із|из) )\p{L}/u;

const own = (catalog: Catalog) => Object.keys(catalog).filter((key) => !key.startsWith('word_'));
const textOf = (catalog: Catalog, key: string) => catalog[key]?.message ?? '';

test('the interface is there in six languages', () => {
  expect(locales).toEqual(['de', 'en', 'es', 'ru', 'uk', 'zh_CN']);
});

test('no two words of the vocabulary share a message', () => {
  const words = [...general, ...classes];
  expect(new Set(words.map(wordKey)).size).toBe(words.length);
});

test.each(locales)('where %s names another message, it does so by its words', (locale) => {
  const catalog = read(locale);
  const wrong = quotes.filter(
    ([key, quoted]) => !textOf(catalog, key).includes(textOf(catalog, quoted)),
  );
  expect(wrong).toEqual([]);
});

describe.each(translations)('the messages in $locale', ({ locale }) => {
  const catalog = read(locale);

  test('are those that English has, and no others', () => {
    const keys = own(catalog);
    expect({
      missing: own(english).filter((key) => !(key in catalog)),
      left: keys.filter((key) => !(key in english)),
    }).toEqual({ missing: [], left: [] });
  });

  test('say something, with the same placeholders', () => {
    for (const [key, { message, placeholders }] of Object.entries(catalog)) {
      expect(message.trim(), key).toBe(message);
      expect(message, key).not.toBe('');
      const contents = Object.entries(english[key]?.placeholders ?? {}).map(
        ([name, { content }]) => [name, { content }],
      );
      expect(Object.entries(placeholders ?? {}), key).toEqual(contents);
      const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name?.toLowerCase());
      expect(used.toSorted(), key).toEqual(contents.map(([name]) => name).toSorted());
    }
  });

  test('are translated', () => {
    const alike = own(catalog).filter((key) => textOf(catalog, key) === textOf(english, key));
    expect(alike.toSorted()).toEqual([...alikeEverywhere, ...(alikeIn[locale] ?? [])].toSorted());
  });

  test('are written in their own letters, and fit the stores', () => {
    const foreign = Object.keys(catalog).filter((key) =>
      foreignTo[locale]?.test(textOf(catalog, key)),
    );
    expect(foreign).toEqual([]);
    expect(textOf(catalog, 'uiLanguage')).toBe(locale.replace('_', '-'));
    expect(textOf(catalog, 'extDescription').length).toBeLessThanOrEqual(132);
  });

  test('put numbers where no word would have to change with them', () => {
    const inflected = ['ru', 'uk'].includes(locale)
      ? own(catalog).filter((key) => INFLECTED.test(textOf(catalog, key)))
      : [];
    expect(inflected).toEqual([]);
  });

  test('have all general words, and words for things only that there are', () => {
    const words = new Set([...general, ...classes].map(wordKey));
    const keys = Object.keys(catalog).filter((key) => key.startsWith('word_'));
    expect(general.filter((word) => !(wordKey(word) in catalog))).toEqual([]);
    expect(keys.filter((key) => !words.has(key))).toEqual([]);
    expect(keys.length - general.length).toBeGreaterThan(900);
  });

  test('tell things apart that English tells apart', () => {
    const shown = new Map<string, string[]>();
    for (const word of [...general, ...classes]) {
      const translated = (textOf(catalog, wordKey(word)) || word).toLowerCase();
      shown.set(translated, [...(shown.get(translated) ?? []), word]);
    }
    const shared = [...shown.values()].filter((words) => words.length > 1);
    const known = synonyms.map((words) => words.join());
    expect(shared.filter((words) => !known.includes(words.toSorted().join()))).toEqual([]);
  });
});

test('words stand in German as nouns do', () => {
  const german = Object.entries(read('de')).filter(([key]) => key.startsWith('word_'));
  expect(german.filter(([, { message }]) => !/\p{Lu}/u.test(message))).toEqual([]);
});
