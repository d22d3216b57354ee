import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly } from './support/sightline';

test('"Classify image" works where automatic labelling is off, on a small picture too', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', `${image('/red.png')}<img src="/green.png" width="40" height="40">`);
  const popup = await sightline.openPopup();
  await popup.locator('#everywhere').uncheck();
  const { page, reader } = await sightline.open(site.url('/'));
  expect(await reader.badges()).toEqual([]);

  await sightline.clickMenu(page, site.url('/green.png'));
  await expectOnly(reader, nameOf('green'));
  await sightline.clickMenu(page, site.url('/red.png'));
  await expectNames(reader, [nameOf('green'), nameOf('red')]);
});

test('of two elements with one picture, the one that the menu was opened on is labelled', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png') + image('/red.png'));
  const popup = await sightline.openPopup();
  await popup.locator('#everywhere').uncheck();
  const { page, reader } = await sightline.open(site.url('/'));
  const second = page.locator('img').nth(1);
  await second.dispatchEvent('contextmenu');

  await sightline.clickMenu(page, site.url('/red.png'));

  const badge = await expectOnly(reader, nameOf('red'));
  const box = await second.boundingBox();
  expect(badge.box.x).toBeGreaterThanOrEqual(box?.x ?? Number.NaN);
});

test('says on the picture why there is no label, and can be asked again', async ({
  site,
  sightline,
}) => {
  let body: string | Uint8Array = 'This is no picture';
  site.on('/broken.png', (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(body);
  });
  site.putPage('/', image('/broken.png'));
  const { page, reader } = await sightline.open(site.url('/'));

  await sightline.clickMenu(page, site.url('/broken.png'));
  await expect
    .poll(async () => (await reader.badges()).map(({ kind, name }) => [kind, name]))
    .toEqual([['trouble', 'Left alone: what came from its address is not a picture']]);

  body = colourPng(palette.red.rgb);
  await sightline.clickMenu(page, site.url('/broken.png'));
  await expectOnly(reader, nameOf('red'));
});

test('a picture that is not on the page is told of in the popup', async ({ site, sightline }) => {
  site.putPage('/', '');
  const { page } = await sightline.open(site.url('/'));
  await sightline.clickMenu(page, site.url('/nowhere.png'));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('no longer on the page');
});

test('a picture that is still loading when it is asked about gets its label', async ({
  site,
  sightline,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  site.on('/late.png', async (_, response) => {
    await released;
    response.writeHead(200, { 'content-type': 'image/png' }).end(colourPng(palette.red.rgb));
  });
  site.putPage('/', '');
  const popup = await sightline.openPopup();
  await popup.locator('#everywhere').uncheck();
  const { page, reader } = await sightline.open(site.url('/'));
  await page.evaluate((body) => {
    document.body.innerHTML = body;
  }, image('/late.png'));

  await sightline.clickMenu(page, site.url('/late.png'));
  await expect
    .poll(async () => (await reader.badges()).map(({ kind }) => kind))
    .toEqual(['pending']);
  release();
  await expectOnly(reader, nameOf('red'));
});
