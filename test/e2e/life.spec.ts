import { BadgeReader } from '../../scripts/read-badges';
import { palette } from '../fixtures/tiny-model';
import { type Colour, colours, image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly } from './support/sightline';

/**
 * Puts pictures whose first download, the page's, is answered at once, and whose second, Sightline's, waits.
 *
 * @returns lets the waiting ones through
 */
function putSlow(site: LocalSite, slow: readonly Colour[]): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const colour of slow) {
    let downloads = 0;
    site.on(`/${colour}.png`, async (_, response) => {
      downloads += 1;
      if (downloads > 1) await released;
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
      response.end(colourPng(palette[colour].rgb));
    });
  }
  return release;
}

test('twelve pictures that wait get their labels though the worker is stopped', async ({
  site,
  otherSite,
  sightline,
}) => {
  const twelve = colours.slice(0, 12);
  const release = putSlow(otherSite, twelve);
  site.putPage('/', twelve.map((colour) => image(otherSite.url(`/${colour}.png`))).join(''));
  const { page, reader } = await sightline.open(site.url('/'));
  // Twelve downloads of the page's, and four that Sightline has of a host at once.
  await expect.poll(() => otherSite.asked.length).toBe(16);

  await sightline.stopWorker();
  await page.bringToFront();
  expect(await reader.badges()).toEqual([]);
  release();

  await expectNames(reader, twelve.map(nameOf));
});

test('the next picture gets its label after the offscreen document was closed', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));

  await sightline.worker.evaluate(() => chrome.offscreen.closeDocument());
  await page.evaluate(() => {
    const added = new Image(100, 100);
    added.src = '/green.png';
    document.body.append(added);
  });

  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('a picture under way gets its label though the offscreen document is closed over it', async ({
  site,
  otherSite,
  sightline,
}) => {
  const release = putSlow(otherSite, ['red']);
  site.putPage('/', image(otherSite.url('/red.png')));
  const { reader } = await sightline.open(site.url('/'));
  await expect.poll(() => otherSite.asked.length).toBe(2);

  await sightline.worker.evaluate(() => chrome.offscreen.closeDocument());
  release();

  await expectOnly(reader, nameOf('red'));
});

test('a page seen again in the session is labelled with no further inference', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await sightline.worker.evaluate(() => chrome.offscreen.closeDocument());

  await page.reload();
  await expectOnly(reader, nameOf('red'));

  const contexts = await sightline.worker.evaluate(() =>
    chrome.runtime.getContexts({
      contextTypes: ['OFFSCREEN_DOCUMENT' as chrome.runtime.ContextType],
    }),
  );
  expect(contexts).toEqual([]);
});

test('pictures under way get their labels when the page comes back from the back/forward cache', async ({
  site,
  otherSite,
  sightline,
}) => {
  const eight = colours.slice(0, 8);
  const release = putSlow(otherSite, eight);
  site.putPage('/', eight.map((colour) => image(otherSite.url(`/${colour}.png`))).join(''));
  site.putPage('/next', '');
  const { page } = await sightline.open(site.url('/'));
  await expect.poll(() => otherSite.asked.length).toBe(12);
  await page.evaluate(() =>
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })),
  );

  await page.goto(site.url('/next'));
  release();
  // Playwright's own way back waits for a load that does not come.
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => Reflect.get(window, 'persisted') === true);

  await expectNames(await BadgeReader.open(page), eight.map(nameOf));
});

test('a document that is written anew gets its labels', async ({ site, sightline }) => {
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));

  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  site.on('/late.png', async (_, response) => {
    await released;
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(colourPng(palette.blue.rgb));
  });
  await page.evaluate((body) => {
    document.open();
    document.write(`<!doctype html><body>${body}`);
    document.close();
  }, image('/green.png') + image('/late.png'));
  await expectOnly(reader, nameOf('green'));
  release();
  await expectNames(reader, [nameOf('green'), nameOf('blue')]);
});

test('a document that is written anew obeys the menu, also where nothing is labelled unasked', async ({
  site,
  sightline,
}) => {
  putColour(site, 'green');
  site.putPage('/', 'Nothing yet');
  await sightline.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { labelling: 'asked' } }),
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await page.evaluate((body) => {
    document.open();
    document.write(`<!doctype html><body>${body}`);
    document.close();
  }, image('/green.png'));
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await sightline.clickMenuAt(page, 'classify-here', { x: 40, y: 40 });
  await expectOnly(reader, nameOf('green'));
});

test('a choice of another backend while pictures wait costs none of them its label', async ({
  site,
  sightline,
}) => {
  const options = await sightline.openOptions();
  site.putPage('/', colours.map((colour) => image(`/${colour}.png`)).join(''));
  for (const colour of colours) putColour(site, colour);
  const { page, reader } = await sightline.open(site.url('/'));
  await options.getByLabel('Run on').selectOption('cpu');
  await options.getByLabel('Run on').selectOption('wasm');
  await options.getByLabel('Run on').selectOption('cpu');
  await page.bringToFront();
  await expectNames(reader, colours.map(nameOf));
  await expect
    .poll(() => sightline.status(options))
    .toMatchObject({ state: 'ready', backend: 'cpu' });
});
