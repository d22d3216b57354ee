// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

const idle = () => page.get<HTMLSelectElement>('#idle');

test('says how long the engine stays unused, and follows the settings', async () => {
  await page.open();
  await vi.waitFor(() => expect(idle().disabled).toBe(false));
  expect(page.texts('#idle option')).toEqual(['1 minute', '5 minutes', '15 minutes', '60 minutes']);
  expect(idle().value).toBe('5');
  page.store({ idleMinutes: 15 });
  await vi.waitFor(() => expect(idle().value).toBe('15'));
});

test('another choice is stored, and leaves everything else alone', async () => {
  page.store({ smallest: 100 });
  await page.open();
  await vi.waitFor(() => expect(idle().disabled).toBe(false));
  idle().value = '60';
  idle().dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(page.stored()).toMatchObject({ idleMinutes: 60, smallest: 100 }));
});
