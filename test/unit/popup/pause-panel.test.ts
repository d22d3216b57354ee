// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pauseLength } from '../../../src/core/pauses';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => {
  page.close();
  vi.useRealTimers();
});

const stored = () => page.world.local.items.get('pauses');
const open = async () => {
  await page.open();
  await vi.waitFor(() => expect(page.shows('#pause')).toBe(true));
};

test.each([
  ['tab', { tabs: [1], sites: [] }, 'Paused in this tab until you close it'],
  ['site', { tabs: [], sites: ['birds.example'] }, 'Paused on birds.example until the browser'],
  [
    'everywhere',
    { tabs: [], sites: [], until: expect.any(Number) },
    'Paused everywhere, 60 minutes left',
  ],
])('"%s" is paused, told, and resumed', async (kind, pauses, words) => {
  await open();
  page.get(`#pause-${kind}`).click();
  await vi.waitFor(() => expect(stored()).toEqual(pauses));
  expect(page.shows('#pause')).toBe(false);
  expect(page.text('#paused-text')).toContain(words);
  expect(document.activeElement?.id).toBe('resume');

  page.get('#resume').click();
  await vi.waitFor(() => expect(stored()).toBeUndefined());
  expect(page.shows('#paused')).toBe(false);
  expect(document.activeElement?.id).toBe('pause-tab');
});

test('a pause of an hour counts down, and ends', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  page.world.local.put('pauses', { tabs: [], sites: [], until: Date.now() + pauseLength });
  await page.open();
  await vi.waitFor(() => expect(page.text('#paused-text')).toContain('60 minutes left'));
  vi.advanceTimersByTime(pauseLength / 2);
  expect(page.text('#paused-text')).toContain('30 minutes left');
  vi.advanceTimersByTime(pauseLength / 2);
  expect(page.shows('#paused')).toBe(false);
  expect(page.shows('#pause')).toBe(true);
});

test('to resume here leaves the pauses of other tabs and sites', async () => {
  page.world.local.put('pauses', { tabs: [1, 2], sites: ['birds.example', 'cats.example'] });
  await page.open();
  await vi.waitFor(() => expect(page.shows('#resume')).toBe(true));
  page.get('#resume').click();
  await vi.waitFor(() => expect(stored()).toEqual({ tabs: [2], sites: ['cats.example'] }));
});

test('where nothing is labelled by itself nothing can be paused, and all can be labelled by hand', async () => {
  page.store({ labelling: 'asked' });
  await page.open();
  await vi.waitFor(() => expect(page.shows('#label-page')).toBe(true));
  expect(page.shows('#pause')).toBe(false);
  page.store({ labelling: 'everywhere' });
  await vi.waitFor(() => expect(page.shows('#pause')).toBe(true));
  expect(page.shows('#label-page')).toBe(false);
});

test('a pause that cannot be stored is told', async () => {
  await open();
  page.world.local.failures = 1;
  page.get('#pause-tab').click();
  await vi.waitFor(() => expect(page.text('#notices')).not.toBe(''));
});
