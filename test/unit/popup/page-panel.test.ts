// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LeftOutCounts, leftOutReasons } from '../../../src/core/left-out';
import type { Trouble } from '../../../src/core/page-report';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

const report = (
  labelled: number,
  waiting = 0,
  troubles: Trouble[] = [],
  leftOut: LeftOutCounts = {},
) => ({ labelled, unsure: 0, waiting, troubles, unlabelled: troubles.length, leftOut });

const counts = () => page.texts('#page-counts dd');

test('a page without pictures says so', async () => {
  await page.open();
  await vi.waitFor(() =>
    expect(page.text('#page-empty-text')).toBe('No pictures labelled here yet'),
  );
  expect(page.shows('#page-counts')).toBe(false);
  expect(page.shows('#troubles')).toBe(false);
  expect(page.shows('#left-out')).toBe(false);
});

test('all frames of the tab are counted together, live, and other tabs are not', async () => {
  page.world.session.put('report:1', { 0: report(3), 4: report(2, 1) });
  await page.open();
  await vi.waitFor(() => expect(counts()).toEqual(['6', '5', '0', '0']));
  expect(page.text('#page-waiting')).toBe('Looking at 1 more …');

  page.world.session.put('report:1', { 0: report(3), 4: report(3) });
  expect(counts()).toEqual(['6', '6', '0', '0']);
  expect(page.shows('#page-waiting')).toBe(false);

  page.world.session.put('report:2', { 0: report(99) });
  page.world.session.put('report:11', { 0: report(99) });
  expect(counts()).toEqual(['6', '6', '0', '0']);
});

test.each([
  [{ labelled: 12, unsure: 3 }, ['15', '12', '3', '0']],
  [{ unsure: 3, waiting: 1234 }, ['1,237', '0', '3', '0']],
  [{ waiting: 1, unlabelled: 2 }, ['3', '0', '0', '2']],
])('of %o it says how many were found, labelled, not named and failed: %j', async (told, words) => {
  page.world.session.put('report:1', { 0: { ...report(0), ...told } });
  await page.open();
  await vi.waitFor(() => expect(counts()).toEqual(words));
});

test('troubles are grouped by their reason, in plain words, with the names of the files', async () => {
  page.world.session.put('report:1', {
    0: report(0, 0, [
      { address: 'data:image/png;base64,AAAA', reason: 'undecodable', detail: 'offset -1' },
      {
        address: 'https://cdn.example/a/hero%20image.jpg?w=9',
        reason: 'http-status',
        detail: '404',
      },
      { address: 'https://cdn.example/b/logo.png', reason: 'http-status', detail: '500' },
      { address: 'https://cdn.example/b/logo.png', reason: 'http-status', detail: '500' },
    ]),
  });
  await page.open();

  await vi.waitFor(() => expect(page.shows('#troubles')).toBe(true));
  expect(page.text('#troubles-title')).toBe('What failed, and why: 4');
  expect(page.texts('#trouble-list .reason')).toEqual([
    'The picture could not be downloaded: its server answered with an error',
    'The picture is damaged, or of a kind that this browser cannot show',
  ]);
  expect(page.texts('#trouble-list .count')).toEqual(['× 3', '']);
  expect(page.texts('.addresses li')).toEqual([
    'hero image.jpg · cdn.example · 404',
    'logo.png · cdn.example · 500',
    'Picture inside the page',
  ]);
  expect(page.get('.addresses li:last-child').title).not.toBe('');
});

test('all troubles are counted, though not all of them are listed', async () => {
  const trouble: Trouble = { address: 'https://cdn.example/a.png', reason: 'unreadable' };
  page.world.session.put('report:1', { 0: { ...report(0, 0, [trouble]), unlabelled: 1234 } });
  await page.open();

  await vi.waitFor(() => expect(page.text('#troubles-title')).toBe('What failed, and why: 1,234'));
  expect(page.texts('#trouble-list .reason')).toEqual([
    'Its site protects it, and it could not be read from the screen',
  ]);
});

test('what is left out is counted by reason in all frames, the most frequent first, live', async () => {
  page.world.session.put('report:1', {
    0: report(0, 0, [], { icon: 1000, 'tracking-pixel': 3, sprite: 5 }),
    4: report(0, 0, [], { icon: 234 }),
  });
  await page.open();

  await vi.waitFor(() => expect(page.shows('#left-out')).toBe(true));
  expect(page.get<HTMLDetailsElement>('#left-out').open).toBe(false);
  expect(page.text('#left-out-title')).toBe('Left out: 1,242');
  expect(page.texts('#left-out-list .reason')).toEqual(['Icons', 'Sprites', 'Tracking pixels']);
  expect(page.texts('#left-out-list .count')).toEqual(['1,234', '5', '3']);

  page.world.session.put('report:1', { 0: report(0, 0, [], { gradient: 2 }) });
  expect(page.text('#left-out-title')).toBe('Left out: 2');
  expect(page.texts('#left-out-list .reason')).toEqual(['Gradients']);

  page.world.session.put('report:1', { 0: report(0) });
  expect(page.shows('#left-out')).toBe(false);
});

test('every reason to leave something out has its words', async () => {
  const counts = Object.fromEntries(leftOutReasons.map((reason) => [reason, 1]));
  page.world.session.put('report:1', { 0: report(0, 0, [], counts) });
  await page.open();

  await vi.waitFor(() => expect(page.shows('#left-out')).toBe(true));
  const words = [...page.texts('.left-out .reason'), ...page.texts('.left-out .why')];
  expect(new Set(words).size).toBe(2 * leftOutReasons.length);
  expect(words).not.toContain('');
});

test('hostile addresses and details stay text', async () => {
  const hostile = '<img src=x onerror="document.title=1">';
  page.world.session.put('report:1', {
    0: report(0, 0, [
      { address: hostile, reason: 'http-status', detail: hostile },
      { address: 'https://x.example/%E0%A4%A.png', reason: 'unreachable' },
    ]),
  });
  await page.open();

  await vi.waitFor(() => expect(page.texts('.addresses li')).toHaveLength(2));
  expect(page.texts('.addresses li')).toEqual([
    `${hostile} · ${hostile}`,
    '%E0%A4%A.png · x.example',
  ]);
  expect(document.querySelector('#trouble-list img')).toBeNull();
});

test('a report that cannot be read is told', async () => {
  page.world.session.failures = 9;
  await page.open();

  await vi.waitFor(() =>
    expect(page.text('#notices')).toBe('What was done on this page could not be read.'),
  );
});

test('a tab that is not there is told', async () => {
  window.history.replaceState(null, '', '?tab=12');
  try {
    await page.open();
    await vi.waitFor(() =>
      expect(page.text('#notices')).toBe('Sightline could not find out which page is open.'),
    );
  } finally {
    window.history.replaceState(null, '', '?');
  }
});
