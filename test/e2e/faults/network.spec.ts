import type { ServerResponse } from 'node:http';
import { palette } from '../../fixtures/tiny-model';
import { image, nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import type { LocalSite } from '../support/local-site';
import { colourPng } from '../support/pictures';
import { expectNames, expectOnly } from '../support/sightline';
import { add } from './pages';

const png = Buffer.from(colourPng(palette.blue.rgb));
const headers = { 'content-type': 'image/png', 'cache-control': 'no-store' };

/** What a server does to Sightline's request, what is said of the picture, and whether it is asked again. */
const troubles: readonly {
  readonly name: string;
  readonly answer: (response: ServerResponse, site: LocalSite) => void;
  readonly why: string;
}[] = [
  {
    name: 'cuts the connection',
    answer: (response) => response.destroy(),
    why: 'could not be reached',
  },
  {
    name: 'cuts it in the middle of the body',
    answer: (response) => {
      response.writeHead(200, { ...headers, 'content-length': png.length });
      response.write(png.subarray(0, 40), () => response.destroy());
    },
    why: 'could not be reached',
  },
  {
    name: 'is out of order',
    answer: (response) => void response.writeHead(503, headers).end(),
    why: 'its server answered with an error',
  },
  {
    name: 'sends it round in circles',
    answer: (response, site) =>
      void response
        .writeHead(302, { location: site.url('/blue.png'), 'cache-control': 'no-store' })
        .end(),
    why: 'could not be reached',
  },
  {
    name: 'never answers',
    answer: () => undefined,
    why: 'took too long',
  },
  {
    name: 'stalls in the middle of the body',
    answer: (response) => {
      response.writeHead(200, { ...headers, 'content-length': png.length });
      response.write(png.subarray(0, 40));
    },
    why: 'took too long',
  },
  {
    name: 'sends drop by drop without end',
    answer: (response) => {
      response.writeHead(200, headers);
      const drip = setInterval(() => response.write(png.subarray(0, 8)), 100);
      response.once('close', () => clearInterval(drip));
    },
    why: 'took too long',
  },
];

for (const { name, answer, why } of troubles) {
  test(`a host that ${name}: its picture says so, others go on, and it has its label when it can`, async ({
    site,
    otherSite,
    sightline,
  }) => {
    test.setTimeout(150_000);
    for (const colour of ['red', 'green'] as const) putColour(site, colour);
    let isWell = false;
    let asked = 0;
    otherSite.on('/blue.png', ({ headers: { 'sec-fetch-dest': destination } }, response) => {
      // The page's own request is answered.
      if (destination === 'image' || isWell) {
        response.writeHead(200, headers).end(png);
      } else {
        asked++;
        answer(response, otherSite);
      }
    });
    site.putPage('/', image(otherSite.url('/blue.png')) + image('/red.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expectOnly(reader, nameOf('red'));
    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#troubles')).toContainText(why, { timeout: 60_000 });
    await page.bringToFront();
    await add(page, image('/green.png'));
    await expectNames(reader, [nameOf('red'), nameOf('green')]);

    isWell = true;
    // Nobody does anything.
    await expectNames(reader, [nameOf('red'), nameOf('green'), nameOf('blue')], 60_000);
    expect(asked).toBeGreaterThan(0);
  });
}

test('a host that stays out of order is asked three times and no more', async ({
  site,
  otherSite,
  sightline,
}) => {
  test.setTimeout(120_000);
  let asked = 0;
  otherSite.on('/blue.png', ({ headers: { 'sec-fetch-dest': destination } }, response) => {
    if (destination === 'image') {
      response.writeHead(200, headers).end(png);
    } else {
      asked++;
      response.writeHead(404, headers).end();
    }
  });
  otherSite.on('/green.png', ({ headers: { 'sec-fetch-dest': destination } }, response) => {
    response.writeHead(destination === 'image' ? 200 : 503, headers).end(png);
  });
  site.putPage('/', image(otherSite.url('/blue.png')) + image(otherSite.url('/green.png')));
  await sightline.open(site.url('/'));
  const green = () => otherSite.asked.filter((path) => path === '/green.png').length;
  // The page's own, the first of Sightline's, and two more after 5 and 20 seconds.
  await expect.poll(green, { timeout: 60_000 }).toBe(4);
  // What is not there is not there the next time.
  expect(asked).toBe(1);
});

test('a network that is gone: pictures say so, and are asked about when it is back', async ({
  site,
  otherSite,
  sightline,
}) => {
  let isOnline = false;
  otherSite.on('/blue.png', ({ headers: { 'sec-fetch-dest': destination } }, response) => {
    if (destination === 'image' || isOnline) response.writeHead(200, headers).end(png);
    else response.destroy();
  });
  site.putPage('/', image(otherSite.url('/blue.png')));
  const { page, reader } = await sightline.open(site.url('/'));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('could not be reached');
  await page.bringToFront();
  isOnline = true;
  const session = await sightline.context.newCDPSession(page);
  const network = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: true, ...network });
  await session.send('Network.emulateNetworkConditions', { offline: false, ...network });
  await expectOnly(reader, nameOf('blue'));
});
