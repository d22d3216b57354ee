// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Corrected } from '../../../src/storage/corrections';
import { OptionsPage } from './options-page';

let page: OptionsPage;

beforeEach(() => {
  page = new OptionsPage();
});

afterEach(() => page.close());

const keep = async (...words: string[]) => {
  const { keepCorrection } = await import('../../../src/storage/corrections');
  for (const [at, word] of words.entries()) {
    const correction: Corrected = { key: `picture ${at}`, word, instead: 'tabby', at };
    await keepCorrection(correction);
  }
};
const answer = (choice: string) => {
  const dialog = page.get<HTMLDialogElement>('#question');
  dialog.close(choice);
  dialog.dispatchEvent(new Event('close'));
};
const disabled = (selector: string) => page.get<HTMLButtonElement>(selector).disabled;

test('tells how many labels people gave, follows them, and saves them as a file', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.text('#own-labels-size')).toMatch(/0/));
  expect(disabled('#save-own-labels')).toBe(true);
  await keep('Mitzi', 'Rex');
  await vi.waitFor(() => expect(page.text('#own-labels-size')).toMatch(/2/));
  page.click('#save-own-labels');
  await vi.waitFor(() => expect(page.saved.has('sightline-labels.json')).toBe(true));
  const { corrections } = JSON.parse(page.saved.get('sightline-labels.json') ?? '');
  expect(corrections).toEqual([
    { picture: 'picture 1', word: 'Rex', instead: 'tabby', at: '1970-01-01T00:00:00.001Z' },
    { picture: 'picture 0', word: 'Mitzi', instead: 'tabby', at: '1970-01-01T00:00:00.000Z' },
  ]);
});

test('forgets them when told twice, and has open pages look again', async () => {
  await page.open();
  await keep('Mitzi');
  await vi.waitFor(() => expect(disabled('#clear-own-labels')).toBe(false));
  page.click('#clear-own-labels');
  answer('');
  await vi.waitFor(() => expect(page.text('#own-labels-size')).toMatch(/1/));
  expect(page.asked).not.toContain('corrected');

  page.click('#clear-own-labels');
  answer('yes');
  await vi.waitFor(() => expect(page.text('#own-labels-size')).toMatch(/0/));
  expect(page.asked).toContain('corrected');
  expect(disabled('#clear-own-labels')).toBe(true);
});
