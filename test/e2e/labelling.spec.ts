import type { Page } from '@playwright/test';
import { pictureLabels } from '../../scripts/picture-labels';
import { palette } from '../fixtures/tiny-model';
import {
  type Colour,
  colours,
  dataOf,
  image,
  nameOf,
  percentOf,
  putColour,
  topFiveOf,
} from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { colourPng } from './support/pictures';
import { allLabelled, expectNames, expectOnly } from './support/sightline';

test('names every picture of a page, with its probability', async ({ site, sightline }) => {
  for (const colour of colours) putColour(site, colour);
  site.putPage('/', colours.map((colour) => image(`/${colour}.png`)).join(''));

  const { page, reader } = await sightline.open(site.url('/'));
  const pictures = await allLabelled(page, reader);

  expect(pictures.map(({ badge }) => [badge?.name, badge?.percent])).toEqual(
    colours.map((colour) => [nameOf(colour), percentOf(colour)]),
  );
});

test('reads pictures of srcset, <picture>, data: and blob:, and of hosts without CORS', async ({
  site,
  otherSite,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(site, 'green');
  putColour(otherSite, 'yellow');
  const data = Buffer.from(colourPng(palette.blue.rgb)).toString('base64');
  site.putPage(
    '/',
    `<img srcset="/red.png 1x" width="160" height="120">
     <picture><source srcset="/green.png"><img src="/absent.png" width="160" height="120"></picture>
     ${image(`data:image/png;base64,${data}`)}
     ${image(otherSite.url('/yellow.png'))}
     ${image('')}
     <script>
       const canvas = new OffscreenCanvas(100, 100);
       canvas.getContext('2d').fillStyle = 'magenta';
       canvas.getContext('2d').fillRect(0, 0, 100, 100);
       canvas.convertToBlob().then((blob) => { document.images[4].src = URL.createObjectURL(blob); });
     </script>`,
  );

  const { page, reader } = await sightline.open(site.url('/'));
  const pictures = await allLabelled(page, reader);

  expect(pictures.map(({ badge }) => badge?.name)).toEqual(
    (['red', 'green', 'blue', 'yellow', 'magenta'] as const).map(nameOf),
  );
  // The page's own download serves the content script as well; another origin's is asked for once more.
  expect(site.asked.filter((path) => path === '/red.png')).toHaveLength(1);
  expect(otherSite.asked).toEqual(['/yellow.png', '/yellow.png']);
});

test('names a picture that comes later, and leaves small ones alone', async ({
  site,
  sightline,
}) => {
  for (const colour of ['red', 'green', 'blue'] as const) putColour(site, colour);
  site.putPage(
    '/',
    `${image('/red.png')}<img src="/green.png" width="63" height="200"><div id="later"></div>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));

  await page.evaluate(() => {
    const added = new Image(100, 100);
    added.src = '/blue.png';
    document.getElementById('later')?.append(added);
  });

  await expectNames(reader, [nameOf('red'), nameOf('blue')]);
});

test('never shows the answer for a picture that the element shows no more', async ({
  site,
  otherSite,
  sightline,
}) => {
  putColour(site, 'green');
  let release = () => {};
  const asked = new Promise<void>((resolve) => {
    // The page gets its picture at once, the second download waits: the answer is under way for as long.
    let downloads = 0;
    otherSite.on('/red.png', async (_, response) => {
      downloads += 1;
      if (downloads > 1) {
        resolve();
        await new Promise<void>((now) => {
          release = now;
        });
      }
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
      response.end(colourPng(palette.red.rgb));
    });
  });
  site.putPage('/', image(otherSite.url('/red.png')));
  const { page, reader } = await sightline.open(site.url('/'));
  await asked;

  await page.evaluate(() => {
    const [picture] = document.images;
    if (picture) picture.src = '/green.png';
  });
  await expectOnly(reader, nameOf('green'));
  release();
  await putOneMore(page, site, 'blue');
  await expectNames(reader, [nameOf('green'), nameOf('blue')]);
});

/** Has a further picture classified: when it has its label, whatever was under way before has come in. */
async function putOneMore(page: Page, site: LocalSite, colour: Colour): Promise<void> {
  putColour(site, colour);
  await page.evaluate((source) => {
    const added = new Image(100, 100);
    added.src = source;
    document.body.append(added);
  }, `/${colour}.png`);
}

test('badges follow their pictures and go with them', async ({ site, sightline }) => {
  for (const colour of ['red', 'green'] as const) putColour(site, colour);
  site.putPage(
    '/',
    `<div id="above" style="height:40px"></div>
     <div id="scroller" style="overflow:auto;height:300px;width:400px">
       ${image('/red.png')}<div style="height:900px"></div></div>
     ${image('/green.png')}<div style="height:3000px"></div>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await allLabelled(page, reader);

  /** Where the badges are, counted from the corners of their pictures. */
  const expectPlaces = async (...places: [number, number][]) => {
    await expect
      .poll(async () => {
        const pictures = await pictureLabels(page, reader);
        return pictures.map(({ box, badge }) =>
          badge ? [Math.round(badge.box.x - box.x), Math.round(badge.box.y - box.y)] : [],
        );
      })
      .toEqual(places);
  };
  await expectPlaces([6, 6], [6, 6]);
  await page.evaluate(() => window.scrollTo(0, 25));
  await expectPlaces([6, 6], [6, 6]);
  // The badge goes no further than its picture can be seen.
  await page.locator('#scroller').evaluate((scroller) => scroller.scrollTo(0, 40));
  await expectPlaces([6, 46], [6, 6]);
  await page.locator('#scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
  await page.locator('#above').evaluate((above) => {
    above.style.height = '140px';
  });
  await expectPlaces([6, 6], [6, 6]);
  await page.setViewportSize({ width: 700, height: 700 });
  await expectPlaces([6, 6], [6, 6]);

  await page.evaluate(() => document.images[0]?.remove());
  await expectOnly(reader, nameOf('green'));
  await page.evaluate(() => document.images[0]?.remove());
  await expectNames(reader, []);
  // With nothing to show, the one element is gone too.
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
});

test('shows the top five on hover and on keyboard focus, and lets clicks through', async ({
  site,
  sightline,
}) => {
  for (const colour of ['red', 'green'] as const) putColour(site, colour);
  site.putPage('/', `<a href="#clicked">${image('/red.png')}</a>${image('/green.png')}`);
  const { page, reader } = await sightline.open(site.url('/'));
  const pictures = await allLabelled(page, reader);
  const [first] = pictures;
  if (!first?.badge) throw new Error('The first picture has no badge');
  const cardNames = async () => (await reader.card()).map(({ name }) => name);

  await page.mouse.move(first.badge.box.x + 4, first.badge.box.y + 4);
  await expect.poll(cardNames).toEqual(topFiveOf('red'));
  await page.mouse.click(first.badge.box.x + 4, first.badge.box.y + 4);
  await expect.poll(() => page.url()).toContain('#clicked');
  await page.mouse.move(500, 500);
  await expect.poll(cardNames).toEqual([]);

  // Behind the link come the badges, as one stop.
  await page.keyboard.press('Tab');
  await expect.poll(cardNames).toEqual(topFiveOf('red'));
  await page.keyboard.press('ArrowRight');
  await expect.poll(cardNames).toEqual(topFiveOf('green'));
  await page.keyboard.press('ArrowRight');
  await expect.poll(cardNames).toEqual(topFiveOf('red'));
  await page.keyboard.press('Escape');
  await expect.poll(cardNames).toEqual([]);
});

test('adds one nameless element to the page, and nothing that the page can read', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));

  const added = await page.evaluate(() =>
    [...document.documentElement.children].slice(2).map((element) => ({
      name: element.tagName,
      attributes: element.attributes.length,
      shadowRoot: element.shadowRoot,
      text: element.textContent,
    })),
  );
  expect(added).toEqual([{ name: 'DIV', attributes: 0, shadowRoot: null, text: '' }]);
  expect(await page.evaluate(() => document.images[0]?.outerHTML)).toBe(
    '<img src="/red.png" width="160" height="120" alt="">',
  );
});

test('labels pictures in frames of any origin, and counts them with the rest of the tab', async ({
  site,
  otherSite,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(otherSite, 'blue');
  otherSite.putPage('/', image('/blue.png'));
  const nested = image(dataOf('green')).replaceAll('"', "'");
  site.putPage(
    '/',
    `${image('/red.png')}<iframe src="${otherSite.url('/')}"></iframe>
     <iframe sandbox srcdoc="${nested}"></iframe>`,
  );
  const { page } = await sightline.open(site.url('/'));
  const tab = await sightline.tabOf(page);
  const count = () =>
    sightline.worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab);
  await expect.poll(count).toBe('3');
  await page
    .locator('iframe')
    .first()
    .evaluate((frame) => frame.remove());
  await expect.poll(count).toBe('2');
});

test('asks first about what is on screen', async ({ site, otherSite, sightline }) => {
  const downloads: string[] = [];
  for (const colour of colours) {
    otherSite.on(`/${colour}.png`, (_, response) => {
      downloads.push(colour);
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
      response.end(colourPng(palette[colour].rgb));
    });
  }
  const images = (some: readonly Colour[]) =>
    some.map((colour) => image(otherSite.url(`/${colour}.png`))).join('');
  const above = colours.slice(0, 12);
  const below = colours.slice(12);
  site.putPage(
    '/',
    `${images(above)}<p id="here" style="height:450px"></p>${images(below)}
     <div style="height:4000px"></div>`,
  );
  // All have loaded before any is asked about.
  const popup = await sightline.openPopup();
  await popup.getByRole('radio', { name: 'Only when asked' }).check();
  const { page, reader } = await sightline.open(site.url('/#here'));
  await popup.bringToFront();
  await popup.getByRole('radio', { name: 'On all sites' }).check();
  await page.bringToFront();
  await expectNames(reader, below.map(nameOf));

  // Six are under way at once, in no order.
  await expect.poll(() => downloads.length).toBeGreaterThan(colours.length + 6);
  const first = downloads.slice(colours.length, colours.length + 6);
  expect(below.filter((colour) => !first.includes(colour))).toEqual([]);
});
