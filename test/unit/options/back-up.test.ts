// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../../src/core/settings';
import { OptionsPage } from './options-page';

let page: OptionsPage;

beforeEach(() => {
  page = new OptionsPage();
});

afterEach(() => page.close());

const custom = { ...defaultSettings, smallest: 200, excludedSites: ['a.example'] } as const;
const button = (words: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words);

async function answer(yes: boolean): Promise<void> {
  const dialog = page.get<HTMLDialogElement>('#question');
  await vi.waitFor(() => expect(dialog.open).toBe(true));
  dialog.close(yes ? 'yes' : '');
  dialog.dispatchEvent(new Event('close'));
}

test('a reset asks first, and can be undone', async () => {
  page.store(custom);
  await page.open();
  page.click('#reset-settings');
  expect(page.text('#question-text')).toMatch(/^Make all settings/);
  await answer(false);
  expect(page.stored()).toEqual(custom);

  page.click('#reset-settings');
  await answer(true);
  await vi.waitFor(() => expect(page.stored()).toEqual(defaultSettings));
  await vi.waitFor(() => expect(page.text('#undo')).toMatch(/^All settings are as at first/));
  button('Undo')?.click();
  await vi.waitFor(() => expect(page.stored()).toEqual(custom));
  expect(page.text('#undo')).toBe('');
});

test('what was changed since is not taken back: there is no undoing then', async () => {
  page.store(custom);
  await page.open();
  page.click('#reset-settings');
  await answer(true);
  await vi.waitFor(() => expect(button('Undo')).toBeDefined());
  page.click('#backgrounds');
  await vi.waitFor(() => expect(button('Undo')).toBeUndefined());
});

test('settings go into a file, and come back from it', async () => {
  page.store(custom);
  await page.open();
  page.click('#save-settings');
  await vi.waitFor(() => expect(page.saved.size).toBe(1));
  const file = page.saved.get('sightline-settings.json') ?? '';
  expect(JSON.parse(file)).toEqual(custom);
  page.store({});
  await vi.waitFor(() => expect(page.get<HTMLSelectElement>('#smallest').value).toBe('64'));
  page.chooseFile('#settings-file', file);
  await vi.waitFor(() => expect(page.stored()).toEqual(custom));
  expect(page.text('#undo')).toMatch(/^The settings in the file are in use/);
});

test('what a file does not name, or nobody can understand, stays as it is and is told', async () => {
  page.store(custom);
  await page.open();
  page.chooseFile('#settings-file', '{"smallest": 65, "sureness": "bold", "__proto__": {"x": 1}}');
  await vi.waitFor(() => expect(page.stored()).toEqual({ ...custom, sureness: 'bold' }));
  expect(page.text('#undo')).toContain('stays as it was: Smallest picture.');
});

test.each(['', 'no JSON', '7', 'null', '[]', '{"another": true}'])(
  'a file that holds no settings is refused: %j',
  async (content) => {
    page.store(custom);
    await page.open();
    page.chooseFile('#settings-file', content);
    await vi.waitFor(() => expect(page.text('#undo')).toMatch(/^This file could not be read/));
    expect(page.stored()).toEqual(custom);
  },
);

test('tells which settings were damaged and what they are now, until people have read it', async () => {
  page.store({ ...custom, smallest: 64 });
  page.world.local.put('repaired-settings', ['smallest', 'excludedSites']);
  await page.open();
  await vi.waitFor(() =>
    expect(page.texts('#repaired > p').slice(1, 3)).toEqual([
      'Sites left out: 1',
      'Smallest picture: 64 pixels',
    ]),
  );
  button('All right')?.click();
  expect(page.text('#repaired')).toBe('');
  await vi.waitFor(() => expect(page.world.local.items.has('repaired-settings')).toBe(false));

  page.world.local.put('repaired-settings', ['badgeCorner']);
  await vi.waitFor(() => expect(page.text('#repaired')).toContain('Corner: Top left'));
});

test('tells that the account does not work', async () => {
  page.world.local.put('sync-trouble', true);
  await page.open();
  await vi.waitFor(() => expect(page.text('#notices')).toMatch(/could not be brought together/));
});
