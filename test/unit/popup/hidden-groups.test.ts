// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Group, groups } from '../../../src/core/groups';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

const list = () => page.get<HTMLFieldSetElement>('#hidden-groups');
const boxes = () => [...list().querySelectorAll('input')];
const chosen = () => groups.filter((_, index) => boxes()[index]?.checked);
const flip = (group: Group) => boxes()[groups.indexOf(group)]?.click();
const isReady = () => vi.waitFor(() => expect(list().disabled).toBe(false));

test('every group can be chosen by its own plain name', async () => {
  await page.open();
  await isReady();
  const names = page.texts('#hidden-groups .option');
  expect(names).toHaveLength(groups.length);
  expect(new Set(names).size).toBe(groups.length);
  expect(names).not.toContain('');
  expect(names[groups.indexOf('snake')]).toBe('Snakes');
});

test('shows which are chosen and how many, and follows the settings', async () => {
  await page.open();
  await isReady();
  expect(page.text('#hidden-groups-title')).toBe('Never name: 1 chosen');
  expect(chosen()).toEqual(['underwear']);

  page.store({ hiddenGroups: [] });
  await vi.waitFor(() => expect(page.text('#hidden-groups-title')).toBe('Never name'));
  expect(chosen()).toEqual([]);

  page.store({ hiddenGroups: ['spider', 'snake'] });
  await vi.waitFor(() => expect(page.text('#hidden-groups-title')).toBe('Never name: 2 chosen'));
  expect(chosen()).toEqual(['snake', 'spider']);
});

test('a choice is written at once, in the order of the groups, and can be taken back', async () => {
  page.store({ hiddenGroups: ['spider'], excludedSites: ['news.example'] });
  await page.open();
  await isReady();

  flip('snake');
  await vi.waitFor(() => expect(page.stored().hiddenGroups).toEqual(['snake', 'spider']));
  expect(page.text('#hidden-groups-title')).toBe('Never name: 2 chosen');
  flip('spider');
  await vi.waitFor(() => expect(page.stored().hiddenGroups).toEqual(['snake']));
  expect(page.stored().excludedSites).toEqual(['news.example']);
});

test('a choice that cannot be saved is told, and goes back', async () => {
  await page.open();
  await isReady();

  page.world.local.failures = 1;
  flip('snake');

  await vi.waitFor(() => expect(page.text('#notices')).toBe('Your change could not be saved.'));
  expect(chosen()).toEqual(['underwear']);
});
