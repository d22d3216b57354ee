// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { prediction } from '../popup/popup-page';
import { OptionsPage } from './options-page';

let page: OptionsPage;

beforeEach(() => {
  page = new OptionsPage();
});

afterEach(() => page.close());

test('tells how many predictions are kept and how much room they take, and forgets them when told twice', async () => {
  const thumbnail = new Blob(['x'.repeat(9_000)]) as globalThis.Blob;
  await page.remember(prediction('bee', { thumbnail }), prediction('fox'));
  await page.open();
  await vi.waitFor(() => expect(page.text('#history-size')).toBe('Kept: 2 · 10 kB'));
  page.click('#clear-history');
  const dialog = page.get<HTMLDialogElement>('#question');
  expect(page.text('#question-text')).toMatch(/cannot be undone/);
  dialog.close('');
  dialog.dispatchEvent(new Event('close'));
  expect(await page.recall()).toHaveLength(2);

  page.click('#clear-history');
  dialog.close('yes');
  dialog.dispatchEvent(new Event('close'));
  await vi.waitFor(() => expect(page.text('#history-size')).toBe('Kept: 0 · 0 kB'));
  expect(await page.recall()).toEqual([]);
  // What the worker is about to write down would outlive them.
  expect(page.asked).toContain('forgetRecent');
  expect(page.get<HTMLButtonElement>('#clear-history').disabled).toBe(true);
});

test('follows what is remembered meanwhile', async () => {
  await page.open();
  await vi.waitFor(() => expect(page.text('#history-size')).toMatch(/^Kept: 0/));
  await page.remember(prediction('bee'));
  await page.tell('historyChanged');
  await vi.waitFor(() => expect(page.text('#history-size')).toMatch(/^Kept: 1/));
});

test('tells what the caches hold, and has them forget', async () => {
  page.caches = [
    { name: 'scores', entries: 900, bytes: 4_200_000, hits: 1, misses: 3 },
    { name: 'addresses', entries: 100, bytes: 100_000, hits: 1, misses: 3 },
  ];
  await page.open();
  await vi.waitFor(() => expect(page.text('#cache-sizes')).toBe('Kept: 1,000 · 4.3 MB'));
  page.click('#clear-caches');
  await vi.waitFor(() => expect(page.text('#cache-sizes')).toBe('Kept: 0 · 0 kB'));
  expect(page.asked).toContain('forgetCaches');
  expect(page.get<HTMLButtonElement>('#clear-caches').disabled).toBe(true);
});

test('lists the shortcuts as they are set, and leads to where they are', async () => {
  page.commands = [
    { name: 'next-picture', description: 'Next labelled picture', shortcut: 'Alt+N' },
    { name: 'label-site', description: 'Labels on this site', shortcut: '' },
    { name: 'next', description: 'Next', shortcut: 'Alt+Shift+Period' },
    { name: 'previous', description: 'Previous', shortcut: 'Alt+Shift+Comma' },
    { name: '_execute_action', description: '', shortcut: 'Alt+S' },
  ];
  await page.open();
  await vi.waitFor(() =>
    expect(page.texts('#shortcut-list > div')).toEqual([
      'Next labelled picture Alt+N',
      'Labels on this site None',
      'Next Alt+Shift+.',
      'Previous Alt+Shift+,',
      'Open the popup Alt+S',
    ]),
  );
  page.click('#change-shortcuts');
  await vi.waitFor(() => expect(page.opened).toEqual(['chrome://extensions/shortcuts']));
});
