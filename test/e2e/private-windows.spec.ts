import type { IncomingMessage } from 'node:http';
import type { Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { palette } from '../fixtures/tiny-model';
import { type Colour, image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { colourPng } from './support/pictures';
import { allowPrivateWindows, openPrivately } from './support/private-window';
import { expectNames } from './support/sightline';

/** Puts a picture that browsers may keep for long, and takes down what Sightline's own requests for it bear. */
function putKept(site: LocalSite, colour: Colour): IncomingMessage['headers'][] {
  const asked: IncomingMessage['headers'][] = [];
  site.on(`/${colour}.png`, ({ headers }, response) => {
    if (headers['sec-fetch-dest'] !== 'image') asked.push(headers);
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'max-age=10000' });
    response.end(colourPng(palette[colour].rgb));
  });
  return asked;
}

/** All that the extension keeps: in memory, on disk, and in the caches of its origin. */
const keptBy = (popup: Page) =>
  popup.evaluate(async () => {
    const session = Object.keys(await chrome.storage.session.get(null));
    const local = await chrome.storage.local.get(null);
    const open = indexedDB.open('sightline');
    const history = await new Promise<string[]>((resolve, reject) => {
      open.onerror = () => reject(open.error);
      open.onsuccess = () => {
        const all = open.result.transaction('predictions').objectStore('predictions').getAll();
        all.onsuccess = () => {
          open.result.close();
          resolve(all.result.map((entry) => entry.scores.topFive[0].name));
        };
      };
    });
    const named = (map: string) => session.filter((key) => key.startsWith(`${map}:`)).sort();
    return {
      scores: named('scores'),
      addresses: named('addresses'),
      history: history.sort(),
      local: JSON.stringify(local),
      caches: await caches.keys(),
    };
  });

test('pictures of private windows are labelled and leave no trace, and nothing is shared with them', async ({
  site,
  otherSite,
  sightline,
}) => {
  await allowPrivateWindows(sightline);
  putColour(site, 'red');
  putColour(site, 'blue');
  const green = putKept(otherSite, 'green');
  const pink = putKept(otherSite, 'pink');
  site.on('/cookies', (_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'who=somebody; Path=/' })
      .end('Cookies are set');
  });
  site.putPage('/ordinary', image('/red.png') + image(otherSite.url('/green.png')));
  site.putPage(
    '/private',
    ['/blue.png', otherSite.url('/pink.png'), otherSite.url('/green.png')].map(image).join(''),
  );
  const { page: cookies } = await sightline.open(site.url('/cookies'));
  await cookies.close();
  const { page, reader } = await sightline.open(site.url('/ordinary'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  const popup = await sightline.openPopup();
  await expect.poll(async () => (await keptBy(popup)).history.length).toBe(2);
  await expect.poll(async () => (await keptBy(popup)).addresses.length).toBe(1);
  const before = await keptBy(popup);
  // The cookie of this machine's one site goes along where the page is an ordinary one.
  expect(green.map(({ cookie }) => cookie)).toEqual(['who=somebody']);

  const secret = await openPrivately(sightline, popup, site.url('/private'));
  const badges = await BadgeReader.open(secret);
  await expectNames(badges, [nameOf('blue'), nameOf('pink'), nameOf('green')]);
  // What the ordinary windows know is asked for anew, and without what the host knows their user by.
  expect(green.map(({ cookie }) => cookie)).toEqual(['who=somebody', undefined]);
  expect(pink.map(({ cookie }) => cookie)).toEqual([undefined]);

  // An ordinary page later: by then all would have been written down, and its request is in no cache.
  await page.evaluate((source) => {
    document.images[0]?.setAttribute('src', source);
  }, otherSite.url('/pink.png'));
  await page.bringToFront();
  await expectNames(reader, [nameOf('pink'), nameOf('green')]);
  await expect.poll(async () => (await keptBy(popup)).history.length).toBe(3);
  expect(pink).toHaveLength(2);
  const after = await keptBy(popup);
  expect(after.history).toEqual([nameOf('red'), nameOf('green'), nameOf('pink')].sort());
  expect(after.scores.length).toBe(before.scores.length + 1);
  expect({ local: after.local, caches: after.caches }).toEqual({
    local: before.local,
    caches: before.caches,
  });
  await secret.close();
});
