// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

const input = (selector: string) => page.get<HTMLInputElement>(selector);
const chosen = () => input('[name="sureness"]:checked').value;
const isReady = () => vi.waitFor(() => expect(input('#mark-unsure').disabled).toBe(false));

test('the choices show the settings, and follow them', async () => {
  page.store({ sureness: 'careful', generalWords: false });
  await page.open();
  await isReady();
  expect(page.get<HTMLFieldSetElement>('#sureness').disabled).toBe(false);
  expect(page.text('#sureness legend')).toBe('How sure a label must be');
  expect(page.texts('#sureness .option')).toEqual([
    'Daring more labels, more mistakes',
    'Balanced what suits most people',
    'Careful fewer labels, fewer mistakes',
  ]);
  expect(chosen()).toBe('careful');
  expect(input('#general-words').checked).toBe(false);
  expect(input('#mark-unsure').checked).toBe(true);

  page.store({ sureness: 'bold', markUnsure: false });
  await vi.waitFor(() => expect(chosen()).toBe('bold'));
  expect(input('#general-words').checked).toBe(true);
  expect(input('#mark-unsure').checked).toBe(false);
});

test('each change is written at once, and leaves everything else alone', async () => {
  page.store({ excludedSites: ['news.example'] });
  await page.open();
  await isReady();
  expect(chosen()).toBe('balanced');

  page.flip('[value="careful"]');
  await vi.waitFor(() => expect(page.stored().sureness).toBe('careful'));
  page.flip('#general-words');
  await vi.waitFor(() => expect(page.stored().generalWords).toBe(false));
  page.flip('#mark-unsure');
  await vi.waitFor(() => expect(page.stored().markUnsure).toBe(false));
  expect(page.stored()).toMatchObject({
    sureness: 'careful',
    generalWords: false,
    excludedSites: ['news.example'],
  });
});

test('a change that cannot be saved is told, and the choice goes back', async () => {
  await page.open();
  await isReady();

  page.world.local.failures = 1;
  page.flip('[value="bold"]');

  await vi.waitFor(() => expect(page.text('#notices')).toBe('Your change could not be saved.'));
  expect(chosen()).toBe('balanced');
});
