import type { Page, Worker } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { palette } from '../fixtures/tiny-model';
import { type Colour, image, nameOf, putColour } from './support/colours';
import { ContentScript } from './support/content-script';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import type { WorkerGlobals } from './support/offscreen-line';
import { colourPng } from './support/pictures';
import { allowPrivateWindows, openPrivately } from './support/private-window';
import { expectNames, type Sightline } from './support/sightline';

interface Asked {
  readonly cookie: string | undefined;
  /** The browser's end of the connection. */
  readonly port: number | undefined;
}

/** Puts a picture that browsers may keep for long, and takes down what Sightline's own requests for it bear. */
function putKept(site: LocalSite, colour: Colour): Asked[] {
  const asked: Asked[] = [];
  site.on(`/${colour}.png`, ({ headers, socket }, response) => {
    const { cookie } = headers;
    if (headers['sec-fetch-dest'] !== 'image') asked.push({ cookie, port: socket.remotePort });
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

/** The worker that runs for private windows, once it is there. */
async function privateWorker({ context }: Sightline): Promise<Worker> {
  let found: Worker | undefined;
  await expect
    .poll(async () => {
      for (const worker of context.serviceWorkers()) {
        if (await worker.evaluate(() => chrome.extension.inIncognitoContext)) found = worker;
      }
      return found !== undefined;
    })
    .toBe(true);
  if (!found) throw new Error('No worker runs for private windows');
  return found;
}

test('private windows have a worker, a document, connections and a database of their own', async ({
  site,
  otherSite,
  sightline,
}) => {
  await allowPrivateWindows(sightline);
  const asked = putKept(otherSite, 'green');
  // As of another site, for ordinary windows too without cookies.
  site.putPage('/', image(otherSite.url('/green.png', 'localhost')));
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('green')]);
  const popup = await sightline.openPopup();
  await expect.poll(async () => (await keptBy(popup)).history).toEqual([nameOf('green')]);
  const secret = await openPrivately(sightline, popup, site.url('/'));
  await expectNames(await BadgeReader.open(secret), [nameOf('green')]);

  const [ordinary, ofPrivate] = asked.map(({ port }) => port);
  expect(asked.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
  expect(ofPrivate).not.toBe(ordinary);
  const worker = await privateWorker(sightline);
  const own = await worker.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    contexts: (await chrome.runtime.getContexts({})).map((each) => [
      each.contextType as string,
      each.incognito,
    ]),
    pages: await (globalThis as unknown as WorkerGlobals).clients
      .matchAll({
        includeUncontrolled: true,
      })
      .then((pages) => pages.map(({ url }) => new URL(url).pathname)),
  }));
  expect(own.databases).toEqual([]);
  expect(own.contexts.toSorted()).toEqual([
    ['BACKGROUND', true],
    ['OFFSCREEN_DOCUMENT', true],
  ]);
  // The other document, which is open too, is out of its reach.
  expect(own.pages).toEqual(['/src/offscreen/offscreen.html']);
});

test('private windows have the menu, and ordinary ones keep theirs', async ({
  site,
  sightline,
}) => {
  await allowPrivateWindows(sightline);
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const popup = await sightline.openPopup();
  const secret = await openPrivately(sightline, popup, site.url('/'));
  await expectNames(await BadgeReader.open(secret), [nameOf('red')]);
  await privateWorker(sightline);
  for (const worker of sightline.context.serviceWorkers()) {
    for (const item of ['classify-image', 'classify-here', 'classify-all']) {
      await expect
        .poll(() =>
          worker.evaluate(
            (id) =>
              chrome.contextMenus.update(id, {}).then(
                () => 'there',
                (error: Error) => error.message,
              ),
            item,
          ),
        )
        .toBe('there');
    }
  }
});

test('a private page reaches its own network, and a public one in a private window does not', async ({
  site,
  otherSite,
  launch,
}) => {
  const port = new URL(site.url('/')).port;
  const sightline = await launch({
    args: [
      '--host-resolver-rules=MAP *.example 127.0.0.1',
      '--proxy-bypass-list=*.example',
      `--ip-address-space-overrides=127.0.0.1:${port}=public`,
    ],
  });
  await allowPrivateWindows(sightline);
  const asked = putKept(otherSite, 'green');
  putColour(site, 'red');
  const away = '/away.png';
  site.on(away, (_, response) => {
    response.writeHead(302, { location: otherSite.url('/green.png') }).end();
  });
  site.putPage('/', image(site.url('/red.png', 'pictures.example')));
  otherSite.putPage('/', image(otherSite.url('/green.png', 'localhost')));
  const popup = await sightline.openPopup();
  const secret = await openPrivately(sightline, popup, site.url('/', 'public.example'));
  await expectNames(await BadgeReader.open(secret), [nameOf('red')]);
  const worker = await privateWorker(sightline);
  const content = await ContentScript.of(secret, sightline);
  for (const url of [otherSite.url('/green.png'), site.url(away, 'pictures.example')]) {
    const outcome = await content.ask({ picture: { kind: 'address', url } });
    expect(outcome.kind).not.toBe('scored');
  }
  expect(asked).toEqual([]);
  expect(await worker.evaluate(() => chrome.extension.inIncognitoContext)).toBe(true);

  await secret.goto(otherSite.url('/'));
  await expectNames(await BadgeReader.open(secret), [nameOf('green')]);
});

test('what is held of a private tab goes with its window', async ({ site, sightline }) => {
  await allowPrivateWindows(sightline);
  site.putPage('/', image('/nothing.png') + image('/red.png'));
  putColour(site, 'red');
  const popup = await sightline.openPopup();
  const kept = () =>
    popup.evaluate(async () => Object.keys(await chrome.storage.session.get(null)));
  const secret = await openPrivately(sightline, popup, site.url('/'));
  await expectNames(await BadgeReader.open(secret), [nameOf('red')]);
  await expect.poll(async () => (await kept()).some((key) => key.startsWith('report:'))).toBe(true);
  await expect
    .poll(async () => (await kept()).some((key) => key.startsWith('budgets:')))
    .toBe(true);
  const worker = await privateWorker(sightline);
  await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({});
    const { id } = await chrome.tabs.create({ url: tab?.url ?? '' });
    await new Promise<void>((resolve) => {
      chrome.tabs.onUpdated.addListener((changed, { status }) => {
        if (changed === id && status === 'complete') resolve();
      });
    });
  });
  const reports = async () => (await kept()).filter((key) => key.startsWith('report:')).length;
  await expect.poll(reports).toBe(2);
  // The worker goes with the window that it closes, and need not answer.
  const closed = secret.waitForEvent('close');
  void worker
    .evaluate(async () => {
      const [tab] = await chrome.tabs.query({});
      await chrome.windows.remove(tab?.windowId ?? -1);
    })
    .catch(() => undefined);
  await closed;
  await expect
    .poll(async () => (await kept()).filter((key) => /^(report|budgets|screen-grant):/.test(key)))
    .toEqual([]);
});
