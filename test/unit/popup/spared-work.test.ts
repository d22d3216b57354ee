// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(async () => {
  page = new PopupPage();
});

afterEach(() => page.close());

function unfold(): void {
  page.get<HTMLDetailsElement>('#engine-more').open = true;
  page.get('#engine-more').dispatchEvent(new Event('toggle'));
}

test('tells how often an answer was known, when somebody wants to know', async () => {
  page.caches = [
    { name: 'addresses', entries: 1200, bytes: 160_000, hits: 30, misses: 70 },
    { name: 'scores', entries: 900, bytes: 4_200_000, hits: 0, misses: 0 },
    { name: 'contents', entries: 12, bytes: 60_000, hits: 1, misses: 3 },
  ];
  await page.open();
  await vi.waitFor(() => expect(page.text('#status')).toBe('Asleep'));
  expect(page.asked).not.toContain('caches');
  unfold();
  await vi.waitFor(() =>
    expect(page.texts('#spared-list li')).toEqual([
      'Known by its address: 30% of 100 · 1,200 kept, 0.2 MB',
      'Known by its content: 0% of 0 · 900 kept, 4.2 MB',
      'The same from elsewhere: 25% of 4 · 12 kept, 60 kB',
    ]),
  );
});

test('says so when that cannot be found out', async () => {
  page.caches = undefined;
  await page.open();
  unfold();
  await vi.waitFor(() => expect(page.text('#spared-list')).toBe('Could not be found out.'));
  expect(console.error).toHaveBeenCalled();
});
