import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeUsedFolder } from '../../scripts/remove-used-folder';
import { thresholds } from '../../src/core/verdict';
import { palette, tinyAnswer } from '../fixtures/tiny-model';
import { image, nameOf, percentOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly } from './support/sightline';

/** A colour that is that of a banana or an orange: surely enough a banana, but not for the careful. */
const bananaOrOrange = Array.from(
  { length: 46 },
  (_, index) => [255, 210 + index, 0] as const,
).find(
  (rgb) => (tinyAnswer(rgb)[0]?.probability ?? 0) > (thresholds.balanced + thresholds.careful) / 2,
);

test('switches labelling off and on, here and everywhere, with no reload', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  site.putPage('/other', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  // The same server under another name is another site.
  const elsewhere = await sightline.open(site.url('/other', 'localhost'));
  await expectOnly(elsewhere.reader, nameOf('red'));
  await page.bringToFront();
  await expectOnly(reader, nameOf('red'));
  const popup = await sightline.openPopup(page);
  const here = popup.getByRole('switch', { name: 'Show labels on 127.0.0.1' });
  const where = popup.getByRole('group', { name: 'Label pictures automatically' });

  await here.uncheck();
  await expectNames(reader, []);
  await expectOnly(elsewhere.reader, nameOf('red'));
  await here.check();
  await page.bringToFront();
  await expectOnly(reader, nameOf('red'));
  await where.getByRole('radio', { name: 'Only when asked' }).check();
  await expectNames(reader, []);
  await expectNames(elsewhere.reader, []);
  await expect(here).toBeDisabled();
  await where.getByRole('radio', { name: 'On all sites' }).check();
  await elsewhere.page.bringToFront();
  await expectOnly(elsewhere.reader, nameOf('red'));
});

test('labels pictures on chosen sites only', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  const elsewhere = await sightline.open(site.url('/', 'localhost'));
  await expectOnly(elsewhere.reader, nameOf('red'));
  const popup = await sightline.openPopup(page);
  await popup.getByRole('radio', { name: 'Only on chosen sites' }).check();
  await expectNames(reader, []);
  await expectNames(elsewhere.reader, []);

  await popup.getByRole('switch', { name: 'Show labels on 127.0.0.1' }).check();
  await page.bringToFront();
  await expectOnly(reader, nameOf('red'));
  await elsewhere.page.bringToFront();
  await elsewhere.page.reload();
  await expectNames(elsewhere.reader, []);
});

test('a site that is switched off stays off in its new pages', async ({ site, sightline }) => {
  for (const colour of ['red', 'green'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const popup = await sightline.openPopup(page);
  await popup.getByRole('switch', { name: 'Show labels on 127.0.0.1' }).uncheck();
  await expectNames(reader, []);

  await page.reload();
  await sightline.clickMenu(page, site.url('/red.png'));
  await expectOnly(reader, nameOf('red'));
  await page.reload();
  // Whoever asks by hand gets an answer; by then the others would have theirs.
  await page.evaluate((source) => {
    const asked = new Image(160, 120);
    asked.src = source;
    document.body.append(asked);
  }, '/green.png');
  await sightline.clickMenu(page, site.url('/green.png'));
  await expectOnly(reader, nameOf('green'));
});

test('obeys at once how labels are to be chosen', async ({ site, sightline }) => {
  for (const colour of ['red', 'cyan'] as const) putColour(site, colour);
  site.put('/between.png', 'image/png', colourPng(bananaOrOrange ?? palette.yellow.rgb));
  site.putPage('/', ['/red.png', '/cyan.png', '/between.png'].map(image).join(''));
  const { page, reader } = await sightline.open(site.url('/'));
  const [bird, berry] = [nameOf('cyan'), nameOf('red')];
  await expectNames(reader, [berry, bird, 'banana']);
  const popup = await sightline.openPopup(page);
  const counts = popup.locator('#page-counts dd');
  const entries = popup.locator('#history-list .label');
  await expect(counts).toHaveText(['3', '3', '0', '0']);
  await expect(entries).toHaveCount(3);
  const options = await sightline.openOptions();

  await options.getByRole('radio', { name: 'Careful' }).check();
  await expectNames(reader, [berry, bird, 'fruit']);
  await options.getByLabel('Use a general word').uncheck();
  await expectNames(reader, [berry, bird, 'not sure']);
  await expect(counts).toHaveText(['3', '2', '1', '0']);
  await expect(entries.filter({ hasText: 'not sure' })).toHaveCount(1);
  await options.getByLabel('Mark pictures').uncheck();
  await expectNames(reader, [berry, bird]);
  await options.getByRole('option', { name: 'Birds' }).click();
  await expectNames(reader, [berry]);
  await expect(options.locator('#hidden-groups-title')).toHaveText('Never name: 2 chosen');
  await expect(counts).toHaveText(['3', '1', '2', '0']);
  await expect(entries).toHaveCount(2);

  // Whoever asks is told why, and not what.
  await sightline.clickMenu(page, site.url('/cyan.png'));
  await expectNames(reader, [berry, 'Sightline is set not to name this']);
  await options.getByRole('option', { name: 'Birds' }).click();
  await expectNames(reader, [berry, bird]);
});

test('remembers predictions over a restart of the browser, and forgets them when told to', async ({
  site,
  launch,
}) => {
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', image('/red.png') + image('/green.png'));
  const profile = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  try {
    const first = await launch({ profile });
    const { reader } = await first.open(site.url('/'));
    await expectNames(reader, [nameOf('red'), nameOf('green')]);
    const before = await first.openPopup();
    await expect(before.locator('#history-list > li')).toHaveCount(2);
    await first.context.close();

    const second = await launch({ profile });
    const popup = await second.openPopup();
    await popup.locator('#history-tab').click();
    const entries = popup.locator('#history-list > li');
    await expect(entries).toHaveCount(2);
    const red = entries.filter({ hasText: nameOf('red') });
    await expect(red.locator('summary .percent')).toHaveText(percentOf('red'));
    await expect(red.locator('.site')).toHaveText('127.0.0.1');
    await expect
      .poll(() => red.locator('img').evaluate((picture: HTMLImageElement) => picture.naturalWidth))
      .toBe(96);

    await popup.getByRole('button', { name: 'Clear' }).click();
    await popup.getByRole('button', { name: 'Forget' }).click();
    await expect(entries).toHaveCount(0);
    await popup.reload();
    await popup.locator('#history-tab').click();
    await expect(popup.locator('#history-empty')).toBeVisible();
    await second.context.close();
  } finally {
    await removeUsedFolder(profile);
  }
});

test('keeps no predictions while that is switched off', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const popup = await sightline.openPopup();
  const options = await sightline.openOptions();
  await options.getByRole('switch', { name: 'Keep recent predictions' }).uncheck();
  // The page becomes a tab in the background now, and such a one may be slow to save.
  await expect
    .poll(() => sightline.worker.evaluate(() => chrome.storage.local.get('settings')))
    .toMatchObject({ settings: { keepHistory: false } });
  const { reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await popup.reload();
  await popup.locator('#history-tab').click();
  await expect(popup.locator('#history-empty')).toBeVisible();
  await expect(popup.locator('#history-list > li')).toHaveCount(0);
});

test('tells what the engine is, and counts the labelled pictures on the toolbar', async ({
  site,
  sightline,
}) => {
  const asleep = await sightline.openPopup();
  await expect(asleep.locator('#status')).toHaveText('Asleep');
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', image('/red.png') + image('/green.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);

  await expect(asleep.locator('#status')).toHaveText('Ready');
  await expect(asleep.locator('#engine-headline')).toHaveText(
    'Runs on the processor (WebAssembly)',
  );
  await expect(asleep.locator('#engine-detail')).toContainText(/\d.* a picture · Sightline's tiny/);
  const tab = await sightline.tabOf(page);
  const count = () =>
    sightline.worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab);
  await expect.poll(count).toBe('2');
  await page.evaluate(() => document.images[0]?.remove());
  await expect.poll(count).toBe('1');
});

test('can be told what to run the engine on', async ({ site, sightline }) => {
  const popup = await sightline.openPopup();
  const options = await sightline.openOptions();
  await options.getByLabel('Run on').selectOption('cpu');
  await expect(popup.locator('#engine-headline')).toContainText('plain JavaScript');
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  const badge = await expectOnly(reader, nameOf('red'));
  expect(badge.percent).toBe(percentOf('red'));
  expect(await sightline.status(popup)).toMatchObject({ state: 'ready', backend: 'cpu' });
  await page.close();
});
