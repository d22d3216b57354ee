import type { Page } from '@playwright/test';
import type { Outcome } from '../../src/core/outcome';
import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { ContentScript } from './support/content-script';
import { withDeveloperProfile } from './support/developer-profile';
import { expect, test as plainTest } from './support/fixtures';
import { grantActiveTab } from './support/grant-active-tab';
import type { LocalSite } from './support/local-site';
import { colourPng } from './support/pictures';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

/** What an outcome comes to: the most likely name, or the reason. */
const gist = (outcome: Outcome): string =>
  outcome.kind === 'scored'
    ? (outcome.scores.topFive[0]?.name ?? '')
    : `${outcome.reason}: ${('detail' in outcome && outcome.detail) || ''}`;

/** Puts a red picture that is given only to requests of one page, and takes down who they say they are of. */
function putGuarded(site: LocalSite, path: string, page: string): (string | undefined)[] {
  const referrers: (string | undefined)[] = [];
  site.on(path, ({ headers }, response) => {
    referrers.push(headers.referer);
    response.writeHead(headers.referer === page ? 200 : 403, { 'cache-control': 'no-store' });
    response.end(headers.referer === page ? colourPng(palette.red.rgb) : '');
  });
  return referrers;
}

const sessionRules = ({ worker }: Sightline) =>
  worker.evaluate(() => chrome.declarativeNetRequest.getSessionRules());

/** Its switch in the settings. */
const switchIn = (settings: Page) =>
  settings.getByRole('switch', { name: 'Label guarded pictures' });

/** A browser whose user has allowed Sightline to tell hosts on which site their picture is, and started it again. */
const test = plainTest.extend({
  sightline: async ({ launch }, use) => {
    await withDeveloperProfile(async (profile) => {
      const first = await launch({ profile });
      const settings = await first.openOptions();
      await expect(switchIn(settings)).not.toBeChecked();
      await switchIn(settings).click();
      const isThere = () => first.worker.evaluate(() => typeof chrome.declarativeNetRequest);
      await expect.poll(isThere).toBe('object');
      await first.context.close();
      await use(await launch({ profile }));
    });
  },
});

plainTest(
  'a host that checks the Referer is told nothing unless the user has allowed it',
  async ({ site, otherSite, sightline }) => {
    const told = putGuarded(otherSite, '/guarded.png', site.url('/'));
    putColour(site, 'green');
    site.putPage('/', image(otherSite.url('/guarded.png')) + image('/green.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expectOnly(reader, nameOf('green'));
    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#troubles')).toContainText('but not to Sightline');
    // The page's own request, and one of the extension's, that is not sent again in vain.
    expect(told).toEqual([site.url('/'), undefined]);
    await popup.close();

    // By hand it is read from the screen.
    await page.bringToFront();
    await grantActiveTab(page, sightline);
    await sightline.clickMenuAt(page, 'classify-here', { x: 80, y: 60 });
    await expectNames(reader, [nameOf('red'), nameOf('green')]);
  },
);

test('what has been allowed can be taken back', async ({ sightline }) => {
  const settings = await sightline.openOptions();
  await expect(switchIn(settings)).toBeChecked();
  await switchIn(settings).click();
  await expect
    .poll(() => settings.evaluate(() => chrome.permissions.getAll()))
    .not.toHaveProperty(
      'permissions',
      expect.arrayContaining(['declarativeNetRequestWithHostAccess']),
    );
  await settings.reload();
  await expect(switchIn(settings)).not.toBeChecked();
});

test.describe('a host that checks the Referer', () => {
  test('gives its picture when it is told the page, and is told only then', async ({
    site,
    otherSite,
    sightline,
  }) => {
    const referrer = site.url('/');
    const told = putGuarded(otherSite, '/guarded.png', referrer);
    site.putPage('/', 'No picture');
    const { page } = await sightline.open(site.url('/'));
    const content = await ContentScript.of(page, sightline);
    // With all the signs that mean something of their own in the browser's rules.
    const picture = { kind: 'address', url: otherSite.url('/guarded.png?a^b|c*') } as const;

    expect(gist(await content.ask({ picture }))).toBe('http-status: 403');
    const answer = await content.ask({ picture: { ...picture, referrer } });
    expect(gist(answer)).toBe(nameOf('red'));
    expect(told).toEqual([undefined, referrer]);
    expect(await sessionRules(sightline)).toEqual([]);
  });

  test('gives its picture on a page like any other', async ({ site, otherSite, sightline }) => {
    const told = putGuarded(otherSite, '/guarded.png', site.url('/'));
    site.putPage('/', image(otherSite.url('/guarded.png')));
    const { reader } = await sightline.open(site.url('/'));
    await expectOnly(reader, nameOf('red'));
    // The page's own request, then two of the extension's: the second says what the page's said.
    expect(told).toEqual([site.url('/'), undefined, site.url('/')]);
  });

  test('is told nothing of a page that keeps itself to itself', async ({
    site,
    otherSite,
    sightline,
  }) => {
    const asked: (string | undefined)[] = [];
    otherSite.on('/once.png', ({ headers }, response) => {
      asked.push(headers.referer);
      const isFirst = asked.length === 1;
      response.writeHead(isFirst ? 200 : 403, { 'cache-control': 'no-store' });
      response.end(isFirst ? colourPng(palette.red.rgb) : '');
    });
    site.on('/', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'referrer-policy': 'no-referrer' });
      response.end(
        `<!doctype html><link rel="icon" href="data:,">${image(otherSite.url('/once.png'))}`,
      );
    });
    const { page } = await sightline.open(site.url('/'));
    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#troubles')).toContainText('403');
    expect(asked).toEqual([undefined, undefined]);
  });

  test('is told nothing by other requests for the picture meanwhile', async ({
    site,
    otherSite,
    sightline,
  }) => {
    const referrer = site.url('/');
    const told: (string | undefined)[] = [];
    const png = colourPng(palette.red.rgb);
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    otherSite.on('/guarded.png', async ({ headers }, response) => {
      told.push(headers.referer);
      response.writeHead(headers.referer ? 200 : 403, { 'cache-control': 'no-store' });
      if (headers.referer) {
        // Begun, so that the browser lets others ask; not ended, so that the rule is in force.
        response.write(png.subarray(0, 40));
        await released;
        response.write(png.subarray(40));
      }
      response.end();
    });
    site.putPage('/', '<meta name="referrer" content="no-referrer">');
    const { page } = await sightline.open(site.url('/'));
    const content = await ContentScript.of(page, sightline);
    const url = otherSite.url('/guarded.png');

    const answer = content.ask({ picture: { kind: 'address', url, referrer } });
    await expect.poll(() => told).toEqual([referrer]);
    expect(await sessionRules(sightline)).toHaveLength(1);
    await page.evaluate(async (source) => {
      await fetch(source, { mode: 'no-cors' });
    }, url);
    expect(gist(await content.ask({ picture: { kind: 'address', url } }))).toBe('http-status: 403');
    expect(told).toEqual([referrer, undefined, undefined]);

    release();
    expect(gist(await answer)).toBe(nameOf('red'));
    expect(await sessionRules(sightline)).toEqual([]);
  });

  test('is not told by way of a redirect', async ({ site, otherSite, sightline }) => {
    const referrer = site.url('/');
    const told = putGuarded(otherSite, '/guarded.png', referrer);
    otherSite.on('/moved.png', ({ headers }, response) => {
      told.push(headers.referer);
      response.writeHead(302, { location: '/guarded.png', 'cache-control': 'no-store' }).end();
    });
    site.putPage('/', 'No picture');
    const { page } = await sightline.open(site.url('/'));
    const content = await ContentScript.of(page, sightline);
    // Of another site, or it would be asked twice: first with cookies, and without redirects.
    const url = otherSite.url('/moved.png', 'localhost');

    const answer = await content.ask({ picture: { kind: 'address', url, referrer } });
    expect(gist(answer)).toBe('http-status: 403');
    expect(told).toEqual([referrer, undefined]);
  });

  test('is never told of another page than the one that asks', async ({
    site,
    otherSite,
    sightline,
  }) => {
    const forged = otherSite.url('/');
    const told = putGuarded(otherSite, '/guarded.png', forged);
    site.putPage('/', 'No picture');
    const { page } = await sightline.open(site.url('/'));
    const content = await ContentScript.of(page, sightline);
    const url = otherSite.url('/guarded.png');

    await expect(
      content.ask({ picture: { kind: 'address', url, referrer: forged } }),
    ).rejects.toThrow('no other origin than its own');
    expect(told).toEqual([]);
  });
});
