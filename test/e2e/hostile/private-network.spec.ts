import { palette } from '../../fixtures/tiny-model';
import { nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import type { LocalSite } from '../support/local-site';
import { colourPng } from '../support/pictures';
import { expectNames } from '../support/sightline';

/*
 * The site stands for the internet: the browser is told that its address is a public one. The other site is the
 * private host; it takes down who asks it. Pages may be able to ask it by themselves, which is the browser's
 * business; what Sightline asks bears no `Sec-Fetch-Dest: image`.
 */

const publicInternet = (site: LocalSite): string[] => [
  '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.nip.io 127.0.0.1',
  '--proxy-bypass-list=*.example;*.nip.io;0.0.0.0',
  `--ip-address-space-overrides=127.0.0.1:${new URL(site.url('/')).port}=public`,
];

/** Answers everybody, and takes down the requests that are not the page's own. */
function putSecret(host: LocalSite, path: string): string[] {
  const asked: string[] = [];
  host.on(path, ({ headers }, response) => {
    if (headers['sec-fetch-dest'] !== 'image') asked.push(headers.host ?? '');
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
    response.end(colourPng(palette.green.rgb));
  });
  return asked;
}

const shown = (source: string) =>
  `<img src="${source}" width="160" height="120" style="display:inline-block">`;

/** Ways to write down the address of this machine, or one that leads to it. */
const spellings = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '127.0.0.1.',
  '①②⑦.0.0.1',
  'localhost',
  'LOCALHOST.',
  'cam.localhost',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '0.0.0.0',
  '127.0.0.1.nip.io',
  'cam.127-0-0-1.nip.io',
  '7f000001.nip.io',
  'user:password@127.0.0.1',
];

test('a public page gets nothing out of the private network, however it writes the address', async ({
  site,
  otherSite,
  launch,
}) => {
  const sightline = await launch({ args: publicInternet(site) });
  const asked = putSecret(otherSite, '/secret.png');
  putColour(site, 'red');
  const { port } = new URL(otherSite.url('/'));
  // Each has a name of its own, for most are the same address once they are read.
  const secrets = spellings.map((host, at) => `http://${host}:${port}/secret.png?${at}`);
  site.putPage('/', secrets.map(shown).join('') + shown('/red.png'));
  const { page, reader } = await sightline.open(site.url('/', 'public.example'));
  await expectNames(reader, [nameOf('red')]);

  // Asked for by hand too, which also asks for what the page itself could not load.
  const addresses = await page.evaluate(() =>
    [...document.images].map(({ currentSrc }) => currentSrc),
  );
  for (const address of addresses.slice(0, -1)) await sightline.clickMenu(page, address);
  const popup = await sightline.openPopup(page);
  await popup.locator('#troubles > summary').click();
  const refused = popup.locator('.trouble').filter({ hasText: 'private network' });
  await expect(refused.locator('li')).toHaveCount(spellings.length);
  expect(asked).toEqual([]);
});

test('a name that leads into the private network is not connected to', async ({
  site,
  otherSite,
  launch,
}) => {
  const sightline = await launch({ args: publicInternet(site) });
  const asked = putSecret(otherSite, '/secret.png');
  const rebound = otherSite.url('/secret.png', 'rebound.example');
  putColour(site, 'red');
  site.on('/away.png', (_, response) => {
    response.writeHead(302, { location: rebound, 'cache-control': 'no-store' }).end();
  });
  // Once something public has answered, the browser is known to see addresses, and no proxy's.
  site.putPage('/', shown(site.url('/red.png', 'pictures.example')));
  const { page, reader } = await sightline.open(site.url('/', 'public.example'));
  await expectNames(reader, [nameOf('red')]);

  const attacks = [rebound, site.url('/away.png', 'pictures.example')];
  await page.evaluate((sources) => {
    for (const source of sources) {
      const image = Object.assign(new Image(160, 120), { src: source });
      image.style.display = 'inline-block';
      document.body.append(image);
    }
  }, attacks);
  for (const address of attacks) await sightline.clickMenu(page, address);
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#troubles')).toContainText('could not be reached');
  await expect(popup.locator('#troubles-title')).toContainText('2');
  expect(asked).toEqual([]);
});

test('a frame of the private network in a public page opens nothing', async ({
  site,
  otherSite,
  launch,
}) => {
  const sightline = await launch({ args: publicInternet(site) });
  const asked = putSecret(otherSite, '/secret.png');
  putColour(site, 'red');
  // Out of a frame of the page's making, which has no address of its own to tell where it is.
  const frame = `<body>${shown(otherSite.url('/secret.png'))}`;
  site.putPage(
    '/',
    `${shown('/red.png')}<iframe srcdoc='${frame}'></iframe><iframe sandbox srcdoc='${frame}'></iframe>`,
  );
  const { page, reader } = await sightline.open(site.url('/', 'public.example'));
  await expectNames(reader, [nameOf('red')]);
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#count-labelled')).toHaveText('1');
  expect(asked).toEqual([]);
});

test('a public frame in a private page opens nothing, by frames of its making neither', async ({
  site,
  otherSite,
  launch,
}) => {
  // The browser keeps public frames from the private network too, unless its user has let the site do so.
  // The flag takes the place of Playwright's own, some of which keep the browser from reaching for the network.
  const disabled = [
    'LocalNetworkAccessChecks',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PreconnectToSearch',
  ];
  const letIn = `--disable-features=${disabled.join(',')}`;
  const sightline = await launch({ args: [...publicInternet(site), letIn] });
  const asked = putSecret(otherSite, '/secret.png');
  putColour(site, 'red');
  putColour(otherSite, 'blue');
  const secret = `<body>${shown(otherSite.url('/secret.png'))}${shown(site.url('/red.png', 'public.example'))}`;
  const frame = `<iframe srcdoc='${secret}'></iframe><iframe sandbox srcdoc='${secret}'></iframe>
    <iframe src='data:text/html,${encodeURIComponent(secret)}'></iframe>`;
  site.putPage('/frame', frame);
  // The page itself may show what it likes of its network, in frames of its own making too.
  const own = `<iframe srcdoc='<body>${shown(otherSite.url('/blue.png', 'localhost'))}'></iframe>`;
  const away = site.url('/frame', 'public.example');
  otherSite.putPage('/', `${own}<iframe src="${away}" width="600" height="600"></iframe>`);
  const { page, reader } = await sightline.open(otherSite.url('/'));
  const popup = await sightline.openPopup(page);
  await page.bringToFront();
  await expectNames(reader, [nameOf('blue'), ...Array(3).fill(nameOf('red'))]);
  await expect(popup.locator('#count-labelled')).toHaveText('4');
  await expect(popup.locator('#page-waiting')).toBeHidden();
  expect(asked).toEqual([]);
});
