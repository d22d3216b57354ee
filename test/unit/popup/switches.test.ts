// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PopupPage } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

const input = (selector: string) => page.get<HTMLInputElement>(selector);
const labelling = () => page.get<HTMLFieldSetElement>('#labelling');
const everywhere = '#labelling [value="everywhere"]';
const asked = '#labelling [value="asked"]';

test.each(['chosen', 'asked'] as const)('the choice "%s" is written at once', async (choice) => {
  await page.open();
  await vi.waitFor(() => expect(labelling().disabled).toBe(false));
  expect(input(everywhere).checked).toBe(true);

  page.flip(`#labelling [value="${choice}"]`);

  await vi.waitFor(() => expect(page.stored().labelling).toBe(choice));
});

test('on chosen sites only, the switch for the site chooses it', async () => {
  page.store({ labelling: 'chosen', chosenSites: ['news.example'] });
  await page.open();
  await vi.waitFor(() => expect(input('#site').disabled).toBe(false));
  expect(input('#site').checked).toBe(false);

  page.flip('#site');

  await vi.waitFor(() =>
    expect(page.stored().chosenSites).toEqual(['news.example', 'birds.example']),
  );
});

test('the switch for the site takes it out and in again, and leaves other sites alone', async () => {
  page.store({ excludedSites: ['news.example'] });
  await page.open();
  await vi.waitFor(() => expect(input('#site').disabled).toBe(false));
  expect(page.text('#site-name')).toBe('Show labels on birds.example');

  page.flip('#site');
  await vi.waitFor(() =>
    expect(page.stored().excludedSites).toEqual(['news.example', 'birds.example']),
  );

  page.flip('#site');
  await vi.waitFor(() => expect(page.stored().excludedSites).toEqual(['news.example']));
});

test.each([
  ['a page of the browser', undefined, 'Sightline does not work on this page'],
  ['a file', 'file:///home/me/pictures.html', 'No pictures labelled here yet'],
])('there is no switch for %s, and the reason is told', async (_, url, counts) => {
  page.tabs = [{ id: 1, active: true, ...(url ? { url } : {}) }];
  await page.open();

  await vi.waitFor(() => expect(page.shows('#site-why')).toBe(true));
  expect(input('#site').disabled).toBe(true);
  expect(input('#site').checked).toBe(false);
  expect(page.text('#site-why')).toMatch(/on web pages only/);
  expect(page.text('#page-empty-text')).toBe(counts);
});

test('with labelling only when asked the switch for the site waits, and the reason is told', async () => {
  await page.open();
  await vi.waitFor(() => expect(input('#site').disabled).toBe(false));
  expect(page.shows('#site-why')).toBe(false);

  page.store({ labelling: 'asked' });

  await vi.waitFor(() => expect(input('#site').disabled).toBe(true));
  expect(page.text('#site-why')).toBe(
    'Pictures are labelled only when you ask. You can change that above.',
  );
});

test('a change that cannot be saved is told, and the choice goes back', async () => {
  await page.open();
  await vi.waitFor(() => expect(labelling().disabled).toBe(false));

  page.world.local.failures = 1;
  page.flip(asked);

  await vi.waitFor(() => expect(page.text('#notices')).toBe('Your change could not be saved.'));
  expect(input(everywhere).checked).toBe(true);

  page.flip(asked);
  await vi.waitFor(() => expect(page.text('#notices')).toBe(''));
});

test('settings that cannot be read are told', async () => {
  page.world.local.failures = 9;
  await page.open();

  await vi.waitFor(() =>
    expect(page.text('#notices')).toContain('Your settings could not be read.'),
  );
  expect(labelling().disabled).toBe(true);
});

test('the address of the popup can name the tab', async () => {
  page.tabs = [
    { id: 1, url: 'https://birds.example/', active: true },
    { id: 7, url: 'https://fish.example/' },
  ];
  window.history.replaceState(null, '', '?tab=7');
  try {
    await page.open();
    await vi.waitFor(() => expect(page.text('#site-name')).toBe('Show labels on fish.example'));
  } finally {
    window.history.replaceState(null, '', '?');
  }
});

test('a closed popup listens to nothing any more', async () => {
  await page.open();
  await vi.waitFor(() => expect(input('#site').disabled).toBe(false));
  expect(page.world.local.watchers).toBeGreaterThan(0);

  page.close();

  expect(page.world.local.watchers).toBe(0);
  expect(page.world.session.watchers).toBe(0);
  expect(page.popup.listeners.size).toBe(0);
});
