import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { colourPng, noisyPng } from './support/pictures';
import { expectNames } from './support/sightline';

/** A picture that cannot have a label, and what the popup says of it. */
interface Trouble {
  readonly path: string;
  /** Said of a picture of the page's own origin. */
  readonly why: string;
  /** Whether the browser shows no more of it than a broken picture. */
  readonly isBroken: boolean;
  readonly put: (site: LocalSite) => void;
}

const troubles: readonly Trouble[] = [
  {
    path: '/absent.png',
    why: 'its server answered with an error',
    isBroken: true,
    put: () => {},
  },
  {
    path: '/page.png',
    why: 'what came from its address is not a picture',
    isBroken: true,
    put: (site) => site.put('/page.png', 'image/png', '<!doctype html><p>Please log in</p>'),
  },
  {
    path: '/cut.png',
    why: 'The picture is damaged',
    isBroken: false,
    put: (site) => site.put('/cut.png', 'image/png', noisyPng().slice(0, 20_000)),
  },
  {
    path: '/nothing.png',
    why: 'there is nothing in it',
    isBroken: true,
    put: (site) => site.put('/nothing.png', 'image/png', ''),
  },
  {
    path: '/flat.svg',
    why: 'there is nothing in it',
    isBroken: true,
    put: (site) =>
      site.put(
        '/flat.svg',
        'image/svg+xml',
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"></svg>',
      ),
  },
  {
    path: '/wide.png',
    why: 'it is too large',
    isBroken: false,
    put: (site) => site.put('/wide.png', 'image/png', colourPng(palette.red.rgb, 20_000, 8)),
  },
];

// Pictures of the page's own origin are read by the content script, others by the offscreen document; and
// what the browser did not load from elsewhere, Sightline does not fetch.
for (const where of ['the page’s own origin', 'another origin'] as const) {
  test(`gives each picture of ${where} that has no label its reason, and goes on`, async ({
    site,
    otherSite,
    sightline,
  }) => {
    const host = where === 'another origin' ? otherSite : site;
    for (const { put } of troubles) put(host);
    putColour(host, 'green');
    // Without alternative text a broken picture keeps its size.
    const broken = troubles.map(
      ({ path }) => `<img src="${host.url(path)}" width="160" height="120">`,
    );
    site.putPage('/', broken.join('') + image(host.url('/green.png')));

    const { page, reader } = await sightline.open(site.url('/'));
    await expectNames(reader, [nameOf('green')]);
    const popup = await sightline.openPopup(page);
    await popup.locator('#troubles > summary').click();

    for (const { path, why, isBroken } of troubles) {
      const unasked = isBroken && where === 'another origin';
      const group = popup.locator('.trouble').filter({ hasText: path.slice(1) });
      await expect(group.locator('.reason')).toContainText(
        unasked ? 'the page could not show it' : why,
      );
    }
    await expect(popup.locator('#count-labelled')).toHaveText('1');
  });
}

test('a public page gets no picture out of the private network', async ({
  site,
  otherSite,
  launch,
}) => {
  // The browser takes the name for the address of this machine, as a public site's name server might.
  const sightline = await launch({
    args: [
      '--host-resolver-rules=MAP public.example 127.0.0.1',
      '--proxy-bypass-list=public.example',
    ],
  });
  putColour(site, 'red');
  const destinations: (string | undefined)[] = [];
  otherSite.on('/private.png', ({ headers }, response) => {
    destinations.push(headers['sec-fetch-dest']?.toString());
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(colourPng(palette.green.rgb));
  });
  site.putPage(
    '/',
    `${image('/red.png')}<img src="${otherSite.url('/private.png')}" width="160" height="120">`,
  );
  const { page, reader } = await sightline.open(site.url('/', 'public.example'));
  await expectNames(reader, [nameOf('red')]);
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('private network');
  // Whether the page itself may ask is the browser's business; Sightline does not ask.
  expect(destinations.filter((destination) => destination !== 'image')).toEqual([]);
});

/** Playwright's own, which keep the browser from reaching for the network, and what people can switch off besides. */
const withoutGuard =
  '--disable-features=LocalNetworkAccessChecks,NetworkTimeServiceQuerying,OptimizationHints,PreconnectToSearch';

// Elsewhere nobody can tell where a redirect leads.
for (const [browser, isTold, flags] of [
  ['that guards the local network', true, []],
  ['that sees no public address, as behind a proxy', false, []],
  ['whose guard is switched off', false, [withoutGuard]],
] as const) {
  test(`a public page gets nothing out of the private network by a redirect, either, in a browser ${browser}`, async ({
    site,
    otherSite,
    launch,
  }) => {
    const isPublic = `--ip-address-space-overrides=127.0.0.1:${new URL(site.url('/')).port}=public`;
    const sightline = await launch({
      args: [
        '--host-resolver-rules=MAP *.example 127.0.0.1',
        '--proxy-bypass-list=*.example',
        ...(isTold || flags.length > 0 ? [isPublic] : []),
        ...flags,
      ],
    });
    const sent: string[] = [];
    for (const [path, target] of Object.entries({
      '/to-loopback.png': otherSite.url('/private.png'),
      '/to-name.png': otherSite.url('/private.png', 'localhost'),
      // What a redirect says itself takes the place of what the address said.
      '/to-part.png': otherSite.url('/private.png#part'),
    })) {
      let asked = 0;
      site.on(path, (_, response) => {
        asked += 1;
        // The page gets a picture; whoever asks again is sent elsewhere.
        if (asked === 1) {
          response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
          response.end(colourPng(palette.green.rgb));
        } else {
          sent.push(path);
          response.writeHead(302, { location: target, 'cache-control': 'no-store' }).end();
        }
      });
    }
    putColour(site, 'red');
    site.on('/moved.png', (_, response) => {
      response.writeHead(302, { location: site.url('/red.png', 'pictures.example') }).end();
    });
    const pictureAt = (path: string) => image(site.url(path, 'pictures.example'));
    site.putPage('/', pictureAt('/moved.png'));
    const { page, reader } = await sightline.open(site.url('/', 'public.example'));
    // A redirect to another public host is followed where it is known for one.
    if (isTold) await expectNames(reader, [nameOf('red')]);
    const others = ['/to-loopback.png', '/to-name.png', '/to-part.png'].map(pictureAt).join('');
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), others);
    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#troubles-title')).toContainText(isTold ? '3' : '4');
    expect(sent.sort()).toEqual(['/to-loopback.png', '/to-name.png', '/to-part.png']);
    expect(otherSite.asked).toEqual([]);
  });
}

test('a page made to keep the engine busy for ever keeps nobody waiting', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.put('/endless.png', 'image/png', `${'<!---->'.repeat(5_000)}x`);
  site.putPage('/', `<img src="/endless.png" width="160" height="120">${image('/red.png')}`);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red')]);
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('is not a picture');
});
