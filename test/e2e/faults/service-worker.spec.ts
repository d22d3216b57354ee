import type { Page } from '@playwright/test';
import { colours, image, nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import { expectNames, expectOnly, type Sightline } from '../support/sightline';
import { add, Gate, putGated } from './pages';

/** Stops the worker and brings the page back to the front. */
async function stop(sightline: Sightline, page: Page): Promise<void> {
  await sightline.stopWorker();
  await page.bringToFront();
}

test('stopped before a picture comes', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', '');
  const { page, reader } = await sightline.open(site.url('/'));
  await stop(sightline, page);
  await add(page, image('/red.png'));
  await expectOnly(reader, nameOf('red'));
});

test('stopped while the engine starts for the first picture', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await stop(sightline, page);
  await expectOnly(reader, nameOf('red'));
});

test('stopped while a picture of another host is fetched, twice', async ({
  site,
  otherSite,
  sightline,
}) => {
  const gate = new Gate();
  putGated(otherSite, 'red', gate);
  site.putPage('/', image(otherSite.url('/red.png')));
  const { page, reader } = await sightline.open(site.url('/'));
  await expect.poll(() => gate.came).toBe(1);
  await stop(sightline, page);
  await stop(sightline, page);
  gate.open();
  await expectOnly(reader, nameOf('red'));
});

test('stopped between a label and the next picture', async ({ site, sightline }) => {
  for (const colour of ['red', 'green'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await stop(sightline, page);
  await add(page, image('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('stopped again and again while pictures come', async ({ site, sightline }) => {
  for (const colour of colours) putColour(site, colour);
  site.putPage('/', '');
  const { page, reader } = await sightline.open(site.url('/'));
  for (const colour of colours.slice(0, 8)) {
    await add(page, image(`/${colour}.png`));
    await stop(sightline, page);
  }
  await expectNames(reader, colours.slice(0, 8).map(nameOf));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#count-labelled')).toHaveText('8');
});

test('stopped right before somebody asks by hand', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  await sightline.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { labelling: 'asked' } }),
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await stop(sightline, page);
  // Wakes it, as the click does.
  await sightline.openPopup(page);
  await page.bringToFront();
  await sightline.clickMenu(page, site.url('/red.png'));
  await expectOnly(reader, nameOf('red'));
});
