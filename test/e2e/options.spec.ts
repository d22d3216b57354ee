import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

/** What is stored of the settings, on this computer and in the account. */
const stored = (sightline: Sightline, area: 'local' | 'sync') =>
  sightline.worker.evaluate((name) => chrome.storage[name].get(null), area);

/** Saves what a button gives, and answers with what is in the file. */
async function download(options: Page, button: string): Promise<{ name: string; content: string }> {
  const coming = options.waitForEvent('download');
  await options.getByRole('button', { name: button }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), content: await readFile(await file.path(), 'utf8') };
}

/** Chooses a file for a button. */
async function upload(options: Page, button: string, content: string): Promise<void> {
  const asked = options.waitForEvent('filechooser');
  await options.getByRole('button', { name: button }).click();
  const buffer = Buffer.from(content);
  await (await asked).setFiles({ name: 'chosen.txt', mimeType: 'text/plain', buffer });
}

const siteList = (options: Page) => options.locator('.site-list:visible bdi');

function putPictures(site: LocalSite): void {
  for (const colour of ['red', 'cyan'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png') + image('/cyan.png'));
}

test('is reached from the popup by keyboard, and has each section in its list', async ({
  sightline,
}) => {
  const popup = await sightline.openPopup();
  const opened = sightline.context.waitForEvent('page');
  await popup.getByRole('link', { name: 'Settings' }).focus();
  await popup.keyboard.press('Enter');
  const options = await opened;
  await options.setViewportSize({ width: 1200, height: 800 });
  await expect(options).toHaveTitle('Sightline settings');
  const sections = options.getByRole('region');
  const links = options.getByRole('navigation').getByRole('link');
  await expect(links).toHaveText(
    await sections.getByRole('heading', { level: 2 }).allTextContents(),
  );
  await links.filter({ hasText: 'Advanced' }).focus();
  await options.keyboard.press('Enter');
  await expect(options.getByRole('heading', { name: 'Advanced' })).toBeInViewport();
  await options.keyboard.press('Tab');
  await expect(options.getByLabel('Run on')).toBeFocused();
  const page = await sightline.worker.evaluate(() => chrome.runtime.getManifest().options_ui);
  expect(page).toEqual({ page: 'src/options/options.html', open_in_tab: true });
});

test('only chosen sites are labelled, once they are named by keyboard', async ({
  site,
  sightline,
}) => {
  putPictures(site);
  const { page, reader } = await sightline.open(site.url('/'));
  const elsewhere = await sightline.open(site.url('/', 'localhost'));
  const options = await sightline.openOptions();
  await options.getByRole('radio', { name: 'On all sites' }).focus();
  await options.keyboard.press('ArrowDown');
  await expect(options.getByRole('radio', { name: 'Only on chosen sites' })).toBeChecked();
  await expectNames(reader, []);
  await expectNames(elsewhere.reader, []);

  await options.keyboard.press('Tab');
  await options.keyboard.type(site.url('/'));
  await options.keyboard.press('Enter');
  await expect(siteList(options)).toHaveText(['127.0.0.1']);
  await expect(options.getByText('Added: 127.0.0.1')).toBeVisible();
  await page.bringToFront();
  await expectNames(reader, [nameOf('red'), nameOf('cyan')]);
  await expectNames(elsewhere.reader, []);

  await options.bringToFront();
  await options.getByRole('button', { name: 'Remove 127.0.0.1' }).press('Enter');
  await expect(siteList(options)).toHaveCount(0);
  await expectNames(reader, []);
});

test('a group that is found and chosen by keyboard is never named', async ({ site, sightline }) => {
  putPictures(site);
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('cyan')]);
  const options = await sightline.openOptions();
  await options.getByLabel('Find a group').fill('bird');
  await options.keyboard.press('Tab');
  const birds = options.getByRole('option', { name: 'Birds' });
  await expect(birds).toBeFocused();
  await options.keyboard.press('Space');
  await expect(birds).toHaveAttribute('aria-selected', 'true');
  await expectNames(reader, [nameOf('red')]);
  await options.keyboard.press('Space');
  await expect(birds).toHaveAttribute('aria-selected', 'false');
});

test('the preview shows at once how a label will look', async ({ sightline }) => {
  const options = await sightline.openOptions();
  const badge = options.locator('#preview-badge');
  const picture = options.locator('#preview img');
  const place = async () => {
    const [small, large] = [await badge.boundingBox(), await picture.boundingBox()];
    if (!small || !large) throw new Error('There is no preview');
    const isTop = small.y - large.y < large.height / 2;
    const isLeft = small.x - large.x < large.width / 2;
    return `${isTop ? 'top' : 'bottom'} ${isLeft ? 'left' : 'right'}`;
  };
  await expect(badge).toHaveText(/lighthouse\s+97%/);
  expect(await place()).toBe('top left');
  await options.getByLabel('Corner').selectOption('Bottom right');
  await expect.poll(place).toBe('bottom right');
  const height = async () => (await badge.boundingBox())?.height ?? 0;
  const before = await height();
  await options.getByLabel('Size', { exact: true }).selectOption('Large');
  await expect.poll(height).toBeGreaterThan(before);
  await options.getByRole('switch', { name: 'Show how likely' }).uncheck();
  await expect(badge.locator('.percent')).toBeHidden();
  const paper = () => badge.evaluate((element) => getComputedStyle(element).backgroundColor);
  await options.getByLabel('Colours').selectOption('Dark');
  await expect.poll(paper).toMatch(/^rgba\(20, 25, 26/);
  await options.getByLabel('Colours').selectOption('Light');
  await expect.poll(paper).toMatch(/^rgba\(255, 255, 255/);
});

test('a list of sites goes into a file and comes back, and bad lines are told', async ({
  sightline,
}) => {
  const options = await sightline.openOptions();
  await upload(options, 'Import a list', '# mine\nb.example\nno site\nhttps://a.example/x\n');
  await expect(siteList(options)).toHaveText(['a.example', 'b.example']);
  await expect(
    options.getByText('Lines of the file that name no site: 1. They are: 3.'),
  ).toBeVisible();
  const { name, content } = await download(options, 'Export this list');
  expect(name).toBe('sightline-left-out-sites.txt');
  await options.getByRole('button', { name: 'Remove a.example' }).click();
  await options.getByRole('button', { name: 'Remove b.example' }).click();
  await expect(options.getByText('No site is left out.')).toBeVisible();
  await upload(options, 'Import a list', content);
  await expect(siteList(options)).toHaveText(['a.example', 'b.example']);
});

test('all settings go into a file and come back; a reset asks, and is undone', async ({
  sightline,
}) => {
  const options = await sightline.openOptions();
  const smallest = options.getByLabel('Smallest picture');
  await smallest.selectOption('200 pixels');
  await options.getByRole('textbox', { name: 'Site, such as example.org' }).fill('a.example');
  await options.keyboard.press('Enter');
  await expect(siteList(options)).toHaveText(['a.example']);
  const { content } = await download(options, 'Save as a file');

  await options.getByRole('button', { name: 'Reset settings' }).click();
  const question = options.getByRole('dialog');
  await options.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(smallest).toHaveValue('200');
  await options.getByRole('button', { name: 'Reset settings' }).click();
  await question.getByRole('button', { name: 'Reset settings' }).click();
  await expect(smallest).toHaveValue('64');
  await expect(siteList(options)).toHaveCount(0);
  await options.getByRole('button', { name: 'Undo' }).click();
  await expect(smallest).toHaveValue('200');
  await expect(siteList(options)).toHaveText(['a.example']);

  await options.getByRole('button', { name: 'Reset settings' }).click();
  await question.getByRole('button', { name: 'Reset settings' }).click();
  await expect(smallest).toHaveValue('64');
  await upload(options, 'Load from a file', content);
  await expect(smallest).toHaveValue('200');
  await expect(siteList(options)).toHaveText(['a.example']);
});

test('settings are carried by the account, there and back', async ({ site, sightline }) => {
  putPictures(site);
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('cyan')]);
  const options = await sightline.openOptions();
  await options.getByLabel('Smallest picture').selectOption('200 pixels');
  await expect.poll(() => stored(sightline, 'sync')).toEqual({ smallest: 200 });
  // As it comes from another computer.
  await sightline.worker.evaluate(() =>
    chrome.storage.sync.set({ smallest: 32, labelling: 'asked' }),
  );
  await expect(options.getByRole('radio', { name: 'Only when asked' })).toBeChecked();
  await expect(options.getByLabel('Smallest picture')).toHaveValue('32');
  await expectNames(reader, []);
});

test('more sites than the account carries are refused, and nothing is lost', async ({
  sightline,
}) => {
  const options = await sightline.openOptions();
  const sites = (count: number) =>
    Array.from({ length: count }, (_, index) => `a-rather-long-name-${index}.example`).join('\n');
  await upload(options, 'Import a list', sites(2_000));
  await expect(options.getByRole('heading', { name: 'Sites left out: 2,000' })).toBeVisible();
  const kept = async () =>
    Object.entries(await stored(sightline, 'sync')).flatMap(([key, value]) =>
      key.startsWith('excludedSites') ? (value as string[]) : [],
    );
  await expect.poll(async () => (await kept()).length).toBe(2_000);
  await upload(options, 'Import a list', sites(5_000));
  await expect(options.getByRole('alert')).toContainText('There is no room for that');
  await expect(options.getByRole('heading', { name: 'Sites left out: 2,000' })).toBeVisible();
  expect((await kept()).length).toBe(2_000);
});

test('damaged settings are repaired, and the page says which and what they are now', async ({
  site,
  sightline,
}) => {
  putPictures(site);
  await sightline.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { smallest: 'huge', markUnsure: false, backend: 7 } }),
  );
  const options = await sightline.openOptions();
  const repaired = options.getByRole('status').filter({ hasText: 'have been repaired' });
  await expect(repaired).toContainText('Smallest picture: 64 pixels');
  await expect(repaired).toContainText('Run on: Automatic');
  await expect(repaired).not.toContainText('Mark pictures');
  await expect(options.getByRole('switch', { name: 'Mark pictures' })).not.toBeChecked();
  await repaired.getByRole('button', { name: 'All right' }).click();
  await expect(repaired).toBeHidden();
  await options.reload();
  await expect(options.getByLabel('Smallest picture')).toBeEnabled();
  await expect(repaired).toBeHidden();
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('cyan')]);
});

test('tells what is kept, and has it forgotten', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const options = await sightline.openOptions();
  await expect(options.locator('#history-size')).toHaveText(/^Kept: 1 · \d+ kB$/);
  await expect(options.locator('#cache-sizes')).toHaveText(/^Kept: [1-9]/);
  await options.getByRole('button', { name: 'Forget answers' }).click();
  await expect(options.getByRole('button', { name: 'Forget answers' })).toBeDisabled();
  await options.getByRole('button', { name: 'Forget predictions' }).click();
  await options.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
  await expect(options.locator('#history-size')).toHaveText(/^Kept: 0/);
  await page.reload();
  await page.bringToFront();
  await expectOnly(reader, nameOf('red'));
});
