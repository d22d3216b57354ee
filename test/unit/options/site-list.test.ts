// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OptionsPage } from './options-page';

let page: OptionsPage;

beforeEach(() => {
  page = new OptionsPage();
});

afterEach(() => page.close());

const here = '#excluded-sites';
const sites = () => page.texts(`${here} .site-list bdi`);
const said = () => page.texts(`${here} .said p`);
const submit = () =>
  page.get(`${here} form`).dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));

function add(words: string): void {
  page.type(`${here} [inputmode]`, words);
  submit();
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `${index}.example`);

test('the list that counts is shown, and the other one kept', async () => {
  page.store({ excludedSites: ['a.example'], chosenSites: ['b.example'] });
  await page.open();
  expect([page.shows('#excluded-sites'), page.shows('#chosen-sites')]).toEqual([true, false]);
  page.click('#labelling [value="chosen"]');
  await vi.waitFor(() => expect(page.shows('#chosen-sites')).toBe(true));
  expect(page.shows('#excluded-sites')).toBe(false);
  expect(page.texts('#chosen-sites bdi')).toEqual(['b.example']);
  page.click('#labelling [value="asked"]');
  await vi.waitFor(() => expect(page.shows('#chosen-sites')).toBe(false));
  expect(page.stored()).toMatchObject({ excludedSites: ['a.example'], chosenSites: ['b.example'] });
});

test('a site is added by its name or an address, sorted, and removed', async () => {
  await page.open();
  expect(page.text(`${here} .empty`)).toBe('No site is left out.');
  add('news.example');
  await vi.waitFor(() => expect(said()).toEqual(['Added: news.example']));
  add('https://art.example/pictures');
  await vi.waitFor(() => expect(sites()).toEqual(['art.example', 'news.example']));
  expect(page.text(`${here} h3`)).toBe('Sites left out: 2');
  expect(page.stored().excludedSites).toEqual(['news.example', 'art.example']);

  const remove = page.get(`${here} .site-list button`);
  expect(remove.ariaLabel).toBe('Remove art.example');
  remove.click();
  await vi.waitFor(() => expect(sites()).toEqual(['news.example']));
  expect(said()).toEqual(['Removed: art.example']);
  // Whoever removes by keyboard goes on from there.
  expect(document.activeElement?.ariaLabel).toBe('Remove news.example');
});

test('what names no site is refused, and stays to be mended', async () => {
  await page.open();
  add('no site');
  expect(said()[0]).toMatch(/^This names no site/);
  const input = page.get<HTMLInputElement>(`${here} [inputmode]`);
  expect([input.value, input.ariaInvalid]).toEqual(['no site', 'true']);
  expect(page.stored().excludedSites ?? []).toEqual([]);
  add('a.example');
  await vi.waitFor(() => expect(said()).toEqual(['Added: a.example']));
  expect(input.ariaInvalid).toBe('false');
});

test('a long list can be searched, and says what it does not show', async () => {
  page.store({ excludedSites: many(250) });
  await page.open();
  expect(page.shows(`${here} .find`)).toBe(true);
  expect(sites()).toHaveLength(100);
  expect(page.text(`${here} .empty`)).toBe('Not shown: 150 more. Search to see them.');
  page.type(`${here} [type="search"]`, '24');
  expect(sites()).toHaveLength(13);
  page.type(`${here} [type="search"]`, 'elsewhere');
  expect(page.text(`${here} .empty`)).toBe('No site here is called that.');
});

test('a file adds to the list, and its bad lines are told by number', async () => {
  page.store({ excludedSites: ['a.example'] });
  await page.open();
  page.chooseFile(`${here} [type="file"]`, 'a.example\nb.example\nno site\n# none\n*.example');
  await vi.waitFor(() => expect(sites()).toEqual(['a.example', 'b.example']));
  expect(said()).toEqual([
    'Added from the file: 1. There already: 1.',
    'Lines of the file that name no site: 2. They are: 3, 5.',
  ]);
});

test('what a file has brought is not told as the complaint about what was typed before', async () => {
  await page.open();
  add('no site');
  page.chooseFile(`${here} [type="file"]`, 'a.example');
  await vi.waitFor(() => expect(said()).toEqual(['Added from the file: 1. There already: 0.']));
  expect(page.get(`${here} [inputmode]`).ariaInvalid).toBe('false');
});

test('a file that is far too long is refused', async () => {
  page.store({ excludedSites: ['a.example'] });
  await page.open();
  page.chooseFile(`${here} [type="file"]`, 'a.example\n'.repeat(150_000));
  await vi.waitFor(() => expect(said()[0]).toMatch(/could not be read/));
  expect(sites()).toEqual(['a.example']);
});

test('more than the account carries is refused with the reason, and nothing is lost', async () => {
  page.store({ excludedSites: ['a.example'] });
  await page.open();
  const file = many(9_000).map((site) => `a-long-name-${site}`);
  page.chooseFile(`${here} [type="file"]`, file.join('\n'));
  await vi.waitFor(() => expect(page.text('#notices')).toMatch(/^There is no room for that/));
  expect(sites()).toEqual(['a.example']);
  expect(page.stored().excludedSites).toEqual(['a.example']);
});

test('the list is saved as a file that can be read again', async () => {
  page.store({ excludedSites: ['b.example', 'a.example'] });
  await page.open();
  page.click(`${here} .export`);
  await vi.waitFor(() =>
    expect(page.saved.get('sightline-left-out-sites.txt')).toBe(
      '# Sites on which Sightline labels no pictures\na.example\nb.example\n',
    ),
  );
});
