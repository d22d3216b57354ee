// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OptionsPage } from './options-page';

const NAME = 'declarativeNetRequestWithHostAccess';

let page: OptionsPage;

beforeEach(() => {
  page = new OptionsPage();
});

afterEach(() => page.close());

const input = () => page.get<HTMLInputElement>('#guarded');
const isShown = (isOn: boolean) =>
  vi.waitFor(() => expect([input().disabled, input().checked]).toEqual([false, isOn]));

test.each([false, true])('the switch shows whether it is allowed: %s', async (isAllowed) => {
  if (isAllowed) page.allowed.add(NAME);
  await page.open();
  await isShown(isAllowed);
});

test('switched on it asks the browser, and switched off it gives that back', async () => {
  await page.open();
  await isShown(false);
  page.click('#guarded');
  await vi.waitFor(() => expect([...page.allowed]).toEqual([NAME]));
  await isShown(true);
  page.click('#guarded');
  await vi.waitFor(() => expect([...page.allowed]).toEqual([]));
  await isShown(false);
});

test('it goes back where the browser does not allow it', async () => {
  page.allows = false;
  await page.open();
  await isShown(false);
  page.click('#guarded');
  expect(input().checked).toBe(true);
  await vi.waitFor(() => expect(input().checked).toBe(false));
  expect([...page.allowed]).toEqual([]);
});
