import type { IncomingMessage } from 'node:http';
import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly } from './support/sightline';

/** Puts a red picture that takes down who asks for it; each time it is asked for anew. */
function putWatched(site: LocalSite, path: string): IncomingMessage['headers'][] {
  const asked: IncomingMessage['headers'][] = [];
  site.on(path, ({ headers }, response) => {
    asked.push(headers);
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    response.end(colourPng(palette.red.rgb));
  });
  return asked;
}

const redirect = (site: LocalSite, path: string, location: string) =>
  site.on(path, (_, response) => {
    response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
  });

const putCookies = (site: LocalSite) =>
  site.on('/cookies', (_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'set-cookie': ['strict=1; Path=/; SameSite=Strict', 'lax=1; Path=/'],
    });
    response.end('Cookies are set');
  });

test('sends cookies where picture and page are of one site, and nowhere else', async ({
  site,
  otherSite,
  sightline,
}) => {
  putCookies(otherSite);
  const sameSite = putWatched(otherSite, '/same.png');
  const thirdSite = putWatched(otherSite, '/third.png');
  const redirected = putWatched(otherSite, '/redirected.png');
  redirect(otherSite, '/away.png', otherSite.url('/redirected.png', 'localhost'));
  // Ports make another origin, not another site; another name does.
  for (const host of ['127.0.0.1', 'localhost']) {
    const { page } = await sightline.open(otherSite.url('/cookies', host));
    await page.close();
  }
  site.putPage(
    '/',
    [
      otherSite.url('/same.png'),
      otherSite.url('/third.png', 'localhost'),
      otherSite.url('/away.png'),
    ]
      .map(image)
      .join(''),
  );
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('red'), nameOf('red')]);

  // The page's own request comes first, Sightline's second.
  expect(sameSite[1]?.cookie).toContain('lax=1');
  expect(thirdSite.slice(1).map(({ cookie }) => cookie)).toEqual([undefined]);
  expect(redirected.slice(1).map(({ cookie }) => cookie)).toEqual([undefined]);
});

test('tells no other site of the page, over a redirect of its own neither', async ({
  site,
  otherSite,
  sightline,
}) => {
  const asked = putWatched(otherSite, '/red.png');
  redirect(site, '/away.png', otherSite.url('/red.png'));
  site.putPage(
    '/',
    `<meta name="referrer" content="no-referrer">${image('/away.png')}${image(otherSite.url('/red.png'))}`,
  );
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('red')]);
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.flatMap(({ origin, referer }) => [origin, referer]).filter(Boolean)).toEqual([]);
});

test('does not fetch from another site what the page may not load, unless it is asked to', async ({
  site,
  otherSite,
  sightline,
}) => {
  putColour(otherSite, 'red');
  putColour(site, 'green');
  site.on('/', (_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy': "img-src 'self'",
    });
    const forbidden = `<img src="${otherSite.url('/red.png')}" width="160" height="120">`;
    response.end(`<!doctype html>${forbidden}${image('/green.png')}`);
  });
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('green'));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('the page could not show it');
  expect(otherSite.asked).toEqual([]);

  await page.bringToFront();
  await sightline.clickMenu(page, otherSite.url('/red.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('lets no host know its visitor again on another site by what it has given before', async ({
  site,
  otherSite,
  sightline,
}) => {
  const asked: unknown[] = [];
  for (const [path, kept] of [
    ['/marked.png', 'no-cache'],
    ['/lasting.png', 'max-age=10000'],
  ] as const) {
    otherSite.on(path, ({ headers }, response) => {
      if (headers['sec-fetch-dest'] !== 'image') asked.push([path, headers['if-none-match']]);
      response.writeHead(200, {
        'content-type': 'image/png',
        etag: '"you"',
        'cache-control': kept,
      });
      response.end(colourPng(palette.red.rgb));
    });
  }
  const pictures = ['/marked.png', '/lasting.png'].map((path) => otherSite.url(path));
  site.putPage('/', pictures.map(image).join(''));
  const { page, reader } = await sightline.open(site.url('/', 'one.localhost'));
  await expectNames(reader, [nameOf('red'), nameOf('red')]);
  await page.goto(site.url('/', 'two.localhost'));
  await expectNames(reader, [nameOf('red'), nameOf('red')]);

  // Each is asked for on each site, and none of what was given on the first goes back on the second.
  expect(asked.toSorted()).toEqual([
    ['/lasting.png', undefined],
    ['/lasting.png', undefined],
    ['/marked.png', undefined],
    ['/marked.png', undefined],
  ]);
});
