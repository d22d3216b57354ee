import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

const gap = '<div style="height: 3000px"></div>';

/** A page of two pictures far below, of which one is a bird, and its popup. */
async function openBirds(site: LocalSite, sightline: Sightline) {
  for (const colour of ['red', 'cyan'] as const) putColour(site, colour);
  site.putPage('/', `${image('/red.png')}${image('/cyan.png')}${gap}`);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('cyan')]);
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('.picture')).toHaveCount(2);
  return { page, reader, popup };
}

const labels = (popup: Page) => popup.locator('.picture .label');
const entries = (popup: Page) => popup.locator('#history-list > li');

test('finds pictures by a general word, and leads to one by the keyboard alone', async ({
  site,
  sightline,
}) => {
  const { page, reader, popup } = await openBirds(site, sightline);
  await page.evaluate(() => scrollTo(0, 2_000));
  const search = popup.getByRole('searchbox', { name: 'Find pictures on this page' });
  await search.focus();
  await popup.keyboard.type('bird');
  await expect(labels(popup)).toHaveText([nameOf('cyan')]);
  await popup.keyboard.press('ArrowDown');
  await expect(popup.locator('.picture')).toBeFocused();
  await popup.keyboard.press('Enter');

  await page.bringToFront();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await expect.poll(() => reader.outlines()).toHaveLength(1);
  const [outline] = await reader.outlines();
  const box = await page.locator('img').nth(1).boundingBox();
  // The line stands a little outside its picture.
  expect(Math.abs((outline?.x ?? 0) - (box?.x ?? 0))).toBeLessThan(8);
  expect(Math.abs((outline?.width ?? 0) - (box?.width ?? 0))).toBeLessThan(16);
  await expect.poll(() => reader.outlines()).toEqual([]);

  await popup.bringToFront();
  await search.fill('dog');
  await expect(labels(popup)).toHaveCount(0);
  await expect(popup.getByText('No picture here shows “dog”')).toBeVisible();
  await search.press('Escape');
  await expect(labels(popup)).toHaveCount(2);
});

test('finds a picture by a general word, and leads to it by Enter right in the search', async ({
  site,
  sightline,
}) => {
  const { page, reader, popup } = await openBirds(site, sightline);
  await page.evaluate(() => scrollTo(0, 2_000));
  await popup.getByRole('searchbox', { name: 'Find pictures on this page' }).focus();
  await popup.keyboard.type('bird');
  await popup.keyboard.press('Enter');
  await page.bringToFront();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await expect.poll(() => reader.outlines()).toHaveLength(1);
});

test('leads from one picture of a label to the next, in a frame of another site too', async ({
  site,
  otherSite,
  sightline,
}) => {
  for (const each of [site, otherSite]) putColour(each, 'cyan');
  otherSite.putPage('/frame', `${image('/cyan.png')}${gap}`);
  const { port } = new URL(otherSite.url('/'));
  const frame = `<iframe width="300" height="200" src="http://localhost:${port}/frame"></iframe>`;
  site.putPage('/', `${frame}${image('/cyan.png')}${gap}`);
  const { page } = await sightline.open(site.url('/'));
  const popup = await sightline.openPopup(page);
  const count = popup.locator('.picture .count');
  await expect(count).toHaveText('2');
  await page.evaluate(() => scrollTo(0, 2_000));
  await page.frames()[1]?.evaluate(() => scrollTo(0, 2_000));

  const scrolled = async () => [
    await page.evaluate(() => scrollY),
    await page.frames()[1]?.evaluate(() => scrollY),
  ];
  await popup.locator('.picture').click();
  await expect(count).toHaveText('1 of 2');
  await popup.locator('.picture').click();
  await expect(count).toHaveText('2 of 2');
  await page.bringToFront();
  await expect.poll(scrolled).toEqual([0, 0]);
});

test('says what failed and why, and has it tried again', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png') + image('/green.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red')]);
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#count-failed')).toHaveText('1');
  await popup.locator('#troubles-title').click();
  await expect(popup.locator('.addresses')).toContainText('green.png');
  putColour(site, 'green');
  await popup.getByRole('button', { name: 'Try again: green.png' }).click();
  await expect(popup.locator('#count-labelled')).toHaveText('2');
  await expect(popup.locator('#troubles')).toBeHidden();
  await page.bringToFront();
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('recent predictions can be searched, removed, put back and saved', async ({
  site,
  sightline,
}) => {
  const { popup } = await openBirds(site, sightline);
  await popup.getByRole('tab', { name: 'Recent predictions' }).click();
  await expect(entries(popup)).toHaveCount(2);
  await popup.getByRole('searchbox', { name: 'Find recent predictions' }).fill('bird');
  await expect(entries(popup).locator('.label')).toHaveText([nameOf('cyan')]);
  await popup.getByRole('searchbox', { name: 'Find recent predictions' }).press('Escape');
  await popup.getByRole('combobox', { name: 'Group' }).selectOption('Fruit and vegetables');
  await expect(entries(popup).locator('.label')).toHaveText([nameOf('red')]);
  await popup.getByRole('combobox', { name: 'Group' }).selectOption('All groups');

  const bird = entries(popup).filter({ hasText: nameOf('cyan') });
  await bird.locator('summary').click();
  await expect(bird.getByRole('link', { name: 'Open page' })).toHaveAttribute(
    'href',
    site.url('/'),
  );
  await bird.getByRole('button', { name: 'Remove' }).click();
  await expect(entries(popup)).toHaveCount(1);
  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect(entries(popup)).toHaveCount(2);

  const json = JSON.parse(await saved(popup, 'Save as JSON'));
  expect(json).toMatchObject({ format: 'sightline-predictions', version: 1 });
  const found = json.predictions.map(({ label }: { label: string }) => label);
  expect(found.toSorted()).toEqual([nameOf('cyan'), nameOf('red')].toSorted());
  const [head, ...rows] = (await saved(popup, 'Save as CSV')).trimEnd().split('\r\n');
  expect(head).toBe('time,label,certainty,probability,group,words,site,page,most likely');
  expect(rows).toHaveLength(2);
  expect(rows.join()).toContain(`,${site.url('/')},`);
});

/** The content of the file that a button saves. */
async function saved(popup: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    popup.waitForEvent('download'),
    popup.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

for (const [button, words] of [
  ['This tab', 'Paused in this tab until you close it'],
  ['This site', 'Paused on 127.0.0.1 until the browser is closed'],
  ['One hour', 'Paused everywhere, 60 minutes left'],
] as const) {
  test(`pauses by "${button}", at once and on later pages, until told to resume`, async ({
    site,
    sightline,
  }) => {
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expectOnly(reader, nameOf('red'));
    const popup = await sightline.openPopup(page);
    const tab = await sightline.tabOf(page);
    const sign = () =>
      sightline.worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab);

    await popup.getByRole('button', { name: button }).click();
    await expect(popup.getByText(words)).toBeVisible();
    await expectNames(reader, []);
    await expect.poll(sign).toBe('❚❚');
    await page.reload();
    await expect.poll(sign).toBe('❚❚');
    await sightline.clickMenu(page, site.url('/red.png'));
    await expectOnly(reader, nameOf('red'));

    await page.reload();
    await expectNames(reader, []);
    await popup.getByRole('button', { name: 'Resume' }).click();
    await page.bringToFront();
    await expectOnly(reader, nameOf('red'));
    await expect.poll(sign).toBe('1');
  });
}

test('labels a page on request where that is not done by itself', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  const popup = await sightline.openPopup(page);
  await popup.getByText('Only when asked').click();
  await expectNames(reader, []);
  await popup.getByRole('button', { name: 'Label the pictures on this page' }).click();
  await page.bringToFront();
  await expectOnly(reader, nameOf('red'));
});
