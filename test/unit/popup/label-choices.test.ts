// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

const smallest = () => page.get<HTMLSelectElement>('#smallest');
const backgrounds = () => page.get<HTMLInputElement>('#backgrounds');
const isReady = () => vi.waitFor(() => expect(backgrounds().disabled).toBe(false));

function choose(size: string): void {
  smallest().value = size;
  smallest().dispatchEvent(new Event('change'));
}

test('the choices show the settings, and follow them', async () => {
  page.store({ smallest: 100, backgrounds: false });
  await page.open();
  await isReady();
  expect(page.texts('#smallest option')).toEqual([
    '32 pixels',
    '64 pixels',
    '100 pixels',
    '200 pixels',
  ]);
  expect(smallest().value).toBe('100');
  expect(smallest().disabled).toBe(false);
  expect(backgrounds().checked).toBe(false);

  page.store({ smallest: 32, backgrounds: true });

  await vi.waitFor(() => expect(smallest().value).toBe('32'));
  expect(backgrounds().checked).toBe(true);
});

test('a change of either is written at once, and leaves everything else alone', async () => {
  page.store({ excludedSites: ['news.example'] });
  await page.open();
  await isReady();
  expect(smallest().value).toBe('64');
  expect(backgrounds().checked).toBe(true);

  choose('200');
  await vi.waitFor(() => expect(page.stored().smallest).toBe(200));
  page.flip('#backgrounds');
  await vi.waitFor(() => expect(page.stored().backgrounds).toBe(false));
  expect(page.stored()).toMatchObject({ smallest: 200, excludedSites: ['news.example'] });
});

test('a change that cannot be saved is told, and the choice goes back', async () => {
  await page.open();
  await isReady();

  page.world.local.failures = 1;
  choose('32');

  await vi.waitFor(() => expect(page.text('#notices')).toBe('Your change could not be saved.'));
  expect(smallest().value).toBe('64');
});
