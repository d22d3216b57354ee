// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Group } from '../../../src/core/groups';
import type { PagePicture } from '../../../src/core/page-picture';
import type { Envelope } from '../../../src/messaging/protocol';
import { PopupPage } from './popup-page';

let page: PopupPage;
/** What a frame answers that is asked for its pictures; anything, for a page may have taken it over. */
let pictures: unknown;
/** Pictures that were shown on the page, by their number. */
let shown: unknown[];

const label = (
  id: number,
  word: string,
  more: readonly string[] = [],
  group: Group = 'dog',
): PagePicture => ({
  id,
  verdict: { kind: 'label', word, certainty: 'plain', group },
  words: [word, ...more],
});

beforeEach(() => {
  page = new PopupPage();
  shown = [];
  pictures = [label(0, 'beagle', ['dog']), label(1, 'pug', ['dog']), label(2, 'beagle', ['dog'])];
  const frame = page.world.frame('https://birds.example/list');
  frame.listeners.add((message, _, respond) => {
    const { method, payload } = message as Envelope;
    if (method === 'showPicture') shown.push(payload[0]);
    respond({ ok: true, value: method === 'pictures' ? pictures : undefined });
    return true;
  });
  tell(3);
});

afterEach(() => page.close());

/** The frame reports, and has its pictures asked for. */
const tell = (labelled: number) =>
  page.world.session.put('report:1', {
    0: { labelled, unsure: 0, waiting: 0, troubles: [], unlabelled: 0, leftOut: {} },
  });

const labels = () => page.texts('#picture-list .label');
const open = async () => {
  await page.open();
  await vi.waitFor(() => expect(labels()).toEqual(['beagle', 'pug']));
};
const search = (words: string) => {
  const input = page.get<HTMLInputElement>('#picture-search');
  input.value = words;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

const pressEnter = (more: KeyboardEventInit = {}) =>
  page
    .get('#picture-search')
    .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...more }));

test('lists the labels of the page, each with how many pictures have it', async () => {
  await open();
  expect(page.texts('#picture-list .count')).toEqual(['2', '1']);
  expect(page.shows('#picture-finder')).toBe(true);
});

test('a label leads to one of its pictures after another, and to the first again', async () => {
  await open();
  const counts: string[] = [];
  for (let time = 0; time < 3; time++) {
    page.get('#picture-list .picture').click();
    counts.push(page.text('#picture-list .count'));
  }
  expect(counts).toEqual(['1 of 2', '2 of 2', '1 of 2']);
  await vi.waitFor(() => expect(shown).toEqual([{ id: 0 }, { id: 2 }, { id: 0 }]));
  expect(page.text('#picture-status')).toBe('Showing beagle on the page: 1 of 2');
});

test('a general word finds all that it means; what is not there is told', async () => {
  await open();
  search('dog');
  expect(labels()).toEqual(['beagle', 'pug']);
  search('pu');
  expect(labels()).toEqual(['pug']);
  expect(page.text('#picture-status')).toBe('Labels found: 1');
  search('cat');
  expect(labels()).toEqual([]);
  expect(page.text('#picture-none')).toBe('No picture here shows “cat”');
});

test('Enter in the search shows what was found, one picture after another, and the first again', async () => {
  await open();
  pictures = [
    label(0, 'beagle', ['dog']),
    label(1, 'pug', ['dog']),
    label(2, 'beagle', ['dog']),
    label(3, 'fox', [], 'wild-animal'),
  ];
  tell(4);
  await vi.waitFor(() => expect(labels()).toEqual(['beagle', 'fox', 'pug']));
  search('dog');
  for (let time = 0; time < 4; time++) pressEnter();
  await vi.waitFor(() => expect(shown).toEqual([{ id: 0 }, { id: 2 }, { id: 1 }, { id: 0 }]));
  expect(page.text('#picture-status')).toBe('Showing beagle on the page: 1 of 2');
  search('fox');
  pressEnter();
  await vi.waitFor(() => expect(shown.at(-1)).toEqual({ id: 3 }));
  search('cat');
  pressEnter();
  search('beagle');
  pressEnter({ isComposing: true });
  pressEnter();
  await vi.waitFor(() => expect(shown.slice(5)).toEqual([{ id: 0 }]));
});

test('what is in the list stays the element that it is when more is found', async () => {
  await open();
  const beagle = page.get('#picture-list .picture');
  beagle.focus();
  pictures = [label(0, 'beagle'), label(1, 'pug'), label(2, 'beagle'), label(3, 'fox')];
  tell(4);
  await vi.waitFor(() => expect(labels()).toEqual(['beagle', 'fox', 'pug']));
  expect(document.activeElement).toBe(beagle);
});

test('a page without labels has no list and no search', async () => {
  pictures = [];
  await page.open();
  await vi.waitFor(() => expect(page.text('#page-counts dd')).toBe('3'));
  expect(page.shows('#picture-finder')).toBe(false);
});

test('a frame that answers what is no list of pictures has none, and says why in the console', async () => {
  pictures = [{ id: 0, verdict: { kind: 'label', word: '<b>' }, words: 'x' }];
  await page.open();
  await vi.waitFor(() =>
    expect(console.error).toHaveBeenCalledWith(
      'A frame did not tell of its pictures',
      expect.any(TypeError),
    ),
  );
  expect(labels()).toEqual([]);
});

test('a picture that cannot be shown is told of', async () => {
  await open();
  vi.spyOn(page.world, 'sendToFrame').mockRejectedValue(new Error('The page has gone'));
  page.get('#picture-list .picture').click();
  await vi.waitFor(() => expect(page.text('#notices')).not.toBe(''));
  expect(shown).toEqual([]);
});
