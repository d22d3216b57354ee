// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { groups } from '../../../src/core/groups';
import { OptionsPage } from './options-page';

let page: OptionsPage;

beforeEach(() => {
  page = new OptionsPage();
});

afterEach(() => page.close());

const items = () => [...document.querySelectorAll<HTMLElement>('.group')];
const named = (name: string) => items().find(({ textContent }) => textContent === name);
const shown = () => items().filter(({ hidden }) => !hidden);
const chosen = () =>
  items()
    .filter(({ ariaSelected }) => ariaSelected === 'true')
    .map(({ textContent }) => textContent);
const press = (key: string) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );

test('every group stands there once, by its plain name and in order of the alphabet', async () => {
  await page.open();
  const names = items().map(({ textContent }) => textContent ?? '');
  expect(names).toHaveLength(groups.length);
  expect(new Set(names).size).toBe(groups.length);
  expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare));
});

test('shows which are chosen and how many, and follows the settings', async () => {
  await page.open();
  expect(page.text('#hidden-groups-title')).toBe('Never name: 1 chosen');
  expect(chosen()).toEqual(['Underwear and swimwear']);
  page.store({ hiddenGroups: ['spider', 'snake'] });
  await vi.waitFor(() => expect(chosen()).toEqual(['Snakes', 'Spiders and scorpions']));
  expect(page.text('#hidden-groups-title')).toBe('Never name: 2 chosen');
  page.store({ hiddenGroups: [] });
  await vi.waitFor(() => expect(page.text('#hidden-groups-title')).toBe('Never name'));
});

test('a click chooses and takes back, in the order of the groups', async () => {
  page.store({ hiddenGroups: ['spider'], excludedSites: ['news.example'] });
  await page.open();
  named('Snakes')?.click();
  await vi.waitFor(() => expect(page.stored().hiddenGroups).toEqual(['snake', 'spider']));
  await vi.waitFor(() => expect(chosen()).toContain('Snakes'));
  named('Spiders and scorpions')?.click();
  await vi.waitFor(() => expect(page.stored().hiddenGroups).toEqual(['snake']));
  expect(page.stored().excludedSites).toEqual(['news.example']);
});

test('is one stop of the Tab key, gone through by arrow keys and chosen by the space bar', async () => {
  await page.open();
  const stops = () => items().filter(({ tabIndex }) => tabIndex === 0);
  expect(stops()).toEqual([items()[0]]);
  items()[0]?.focus();
  press('ArrowUp');
  expect(document.activeElement).toBe(items()[0]);
  press('ArrowDown');
  expect(document.activeElement).toBe(items()[1]);
  expect(stops()).toEqual([items()[1]]);
  press('End');
  expect(document.activeElement).toBe(items().at(-1));
  press(' ');
  await vi.waitFor(() => expect(chosen()).toContain(items().at(-1)?.textContent));
  press('Home');
  expect(document.activeElement).toBe(items()[0]);
});

test('is narrowed by what is searched for', async () => {
  await page.open();
  page.type('#group-search', ' SNAK');
  expect(shown().map(({ textContent }) => textContent)).toEqual(['Snakes']);
  expect(shown()[0]?.tabIndex).toBe(0);
  page.type('#group-search', 'unicorn');
  expect(shown()).toEqual([]);
  expect(page.text('#groups-none')).toBe('No group is called that.');
  page.type('#group-search', '');
  expect(shown()).toHaveLength(groups.length);
});

test('a choice that cannot be saved is told, and goes back', async () => {
  await page.open();
  page.world.local.failures = 1;
  named('Snakes')?.click();
  await vi.waitFor(() => expect(page.text('#notices')).toBe('Your change could not be saved.'));
  expect(chosen()).toEqual(['Underwear and swimwear']);
});
