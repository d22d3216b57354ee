import { palette } from '../../fixtures/tiny-model';
import { image, nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import type { LocalSite } from '../support/local-site';
import { colourPng } from '../support/pictures';
import { expectNames } from '../support/sightline';

/** A box of 160x120 pixels with a picture behind it. */
const background = (source: string): string =>
  `<div style="width:160px;height:120px;background-image:url('${source}')"></div>`;

/** Every way in which a page that may take pictures from its own host only can name one of another host. */
const named = (source: (mark: string) => string): string =>
  `${background(source('background'))}
   <div style="width:160px;height:120px;border:30px solid;border-image:url('${source('border')}') 30"></div>
   <svg width="160" height="120"><image href="${source('svg')}" width="160" height="120"/></svg>
   <video poster="${source('poster')}" width="160" height="120"></video>
   <input type="image" src="${source('input')}" width="160" height="120">
   <object type="image/png" data="${source('object')}" width="160" height="120"></object>
   <embed type="image/png" src="${source('embed')}" width="160" height="120">
   <div style="display:none">${background(source('hidden'))}</div>`;

function putPage(site: LocalSite, policy: string, body: string): void {
  site.on('/', (_, response) => {
    const headers = { 'content-type': 'text/html', 'content-security-policy': policy };
    response.writeHead(200, headers).end(`<!doctype html><link rel="icon" href="data:,">${body}`);
  });
}

test('what a page’s policy keeps from being loaded is not loaded on account of Sightline', async ({
  site,
  otherSite,
  sightline,
}) => {
  const source = (mark: string) => otherSite.url(`/red.png?${mark}`);
  putColour(otherSite, 'red');
  for (const colour of ['green', 'blue', 'cyan'] as const) putColour(site, colour);
  putPage(site, "img-src 'self'; object-src 'self'", named(source) + image('/green.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('green')]);
  const popup = await sightline.openPopup(page);
  await popup.locator('#troubles > summary').click();
  const kept = popup.locator('.trouble').filter({ hasText: 'the page could not show it' });
  await expect(kept.locator('li')).toHaveCount(7);
  expect(otherSite.asked).toEqual([]);

  // Nor what comes later: the browser loads it under another policy if a script of ours has it styled first.
  await page.bringToFront();
  for (const [turn, colour] of (['blue', 'cyan'] as const).entries()) {
    await page.evaluate(
      ([html, own]) => {
        document.body.insertAdjacentHTML('afterbegin', html + own);
      },
      [background(source(`late-${turn}`)), image(`/${colour}.png`)] as const,
    );
    await expect
      .poll(async () => (await reader.badges()).map(({ name }) => name))
      .toContain(nameOf(colour));
  }
  await popup.bringToFront();
  await expect(kept.locator('li')).toHaveCount(9);
  expect(otherSite.asked).toEqual([]);
});

test('a page that has been kept from more than the browser remembers is taken to be kept from all', async ({
  site,
  otherSite,
  sightline,
}) => {
  putColour(otherSite, 'red');
  putColour(site, 'green');
  const attack = background(otherSite.url('/red.png?attack'));
  const flood = Array.from({ length: 120 }, (_, turn) =>
    image(otherSite.url(`/red.png?flood-${turn}`)).replace('<img', '<img hidden'),
  );
  putPage(site, "img-src 'self'", attack + image('/green.png') + flood.join(''));
  // Its style is there, and its policy has spoken, long before Sightline is switched on.
  const settings = await sightline.openPopup();
  await settings.getByRole('radio', { name: 'Only when asked' }).check();
  const { page, reader } = await sightline.open(site.url('/'));
  await settings.getByRole('radio', { name: 'On all sites' }).check();
  await page.bringToFront();
  await expectNames(reader, [nameOf('green')]);
  const popup = await sightline.openPopup(page);
  await popup.locator('#troubles > summary').click();
  const kept = popup.locator('.trouble').filter({ hasText: 'the page could not show it' });
  await expect(kept.locator('li')).toHaveCount(1);
  expect(otherSite.asked).toEqual([]);
});

/** Puts a picture that is another one each time, as a CAPTCHA is, and takes down the colours that were given out. */
function putChanging(site: LocalSite, path: string): string[] {
  const colours = ['red', 'yellow', 'pink'] as const;
  const given: string[] = [];
  site.on(path, (_, response) => {
    const colour = colours[given.length % colours.length] ?? 'red';
    given.push(colour);
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    response.end(colourPng(palette[colour].rgb));
  });
  return given;
}

test('a picture that changes each time is labelled as the page shows it, or not at all', async ({
  site,
  sightline,
}) => {
  const given = ['/code.png', '/behind.png', '/poster.png'].map((path) => putChanging(site, path));
  putColour(site, 'green');
  site.putPage(
    '/',
    `${image('/code.png')}${background('/behind.png')}
     <video poster="/poster.png" width="160" height="120"></video>${background('/green.png')}`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  // An image holds its own pixels; what has none to give away is left alone.
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  const popup = await sightline.openPopup(page);
  await popup.locator('#troubles > summary').click();
  const left = popup.locator('.trouble').filter({ hasText: 'another picture by now' });
  await expect(left.locator('li')).toHaveCount(2);
  // Of an image its host is not asked for another one.
  expect(given[0]).toEqual(['red']);

  // Whoever asks by hand has it fetched.
  await page.bringToFront();
  await sightline.clickMenu(page, site.url('/behind.png'));
  await expect.poll(async () => (await reader.badges()).length).toBe(3);
});

test('a picture that was chosen for the browser’s own taste is read from its cache', async ({
  site,
  sightline,
}) => {
  site.on('/taste.png', (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png', vary: 'accept' });
    response.end(colourPng(palette.red.rgb));
  });
  site.putPage('/', image('/taste.png'));
  const { reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red')]);
  expect(site.asked.filter((path) => path === '/taste.png')).toHaveLength(1);
});
