import type { Page } from '@playwright/test';
import type { Outcome } from '../../src/core/outcome';
import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { ContentScript } from './support/content-script';
import { expect, test } from './support/fixtures';
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

/** The rules about referrers: others guard the private network all the time. */
const sessionRules = ({ worker }: Sightline) =>
  worker.evaluate(async () => {
    const rules = await chrome.declarativeNetRequest.getSessionRules();
    return rules.filter(({ action }) => action.type === 'modifyHeaders');
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

/** A page that is blue on the left and yellow on the right. */
const halves = (['blue', 'yellow'] as const)
  .map((side) => `<div style="flex:1;background:rgb(${palette[side].rgb})"></div>`)
  .join('');
const twoColours = `<style>body{display:flex;height:100vh;margin:0}</style>${halves}`;

const onTheRight = { kind: 'screen', box: { x: 0.6, y: 0.2, width: 0.3, height: 0.5 } } as const;
const onTheLeft = { kind: 'screen', box: { x: 0.1, y: 0.2, width: 0.3, height: 0.5 } } as const;

/** Stands for a click on "Classify picture here"; resolves when the worker has it written down. */
async function clickHere(sightline: Sightline, page: Page): Promise<void> {
  const tabId = await sightline.tabOf(page);
  await sightline.worker.evaluate(async (id) => {
    const info = { menuItemId: 'classify-here', frameId: 0, editable: false, pageUrl: '' };
    const event = chrome.contextMenus.onClicked as unknown as {
      dispatch(info: object, tab: chrome.tabs.Tab): void;
    };
    event.dispatch(info, await chrome.tabs.get(id));
  }, tabId);
  await expect
    .poll(() => sightline.worker.evaluate(() => chrome.storage.session.get(null)))
    .toHaveProperty(['screen-grant:last', 'tab'], tabId);
}

const notAsked = 'unreadable: Nobody has just asked for it there';

test.describe('a picture that can be read from the screen only', () => {
  test('is read where and when the user asked, once', async ({ site, sightline }) => {
    site.putPage('/', twoColours);
    site.putPage('/other', 'Another tab');
    const { page } = await sightline.open(site.url('/'));
    const content = await ContentScript.of(page, sightline);
    await grantActiveTab(page, sightline);
    expect(gist(await content.ask({ picture: onTheRight }))).toBe(notAsked);

    await clickHere(sightline, page);
    expect(gist(await content.ask({ picture: onTheRight }))).toBe(nameOf('yellow'));
    expect(gist(await content.ask({ picture: onTheLeft }))).toBe(notAsked);
    await clickHere(sightline, page);
    expect(gist(await content.ask({ picture: onTheLeft }))).toBe(nameOf('blue'));

    await clickHere(sightline, page);
    const other = await sightline.open(site.url('/other'));
    expect(gist(await content.ask({ picture: onTheLeft }))).toBe(
      'unreadable: Its tab is not on show',
    );
    const elsewhere = await ContentScript.of(other.page, sightline);
    expect(gist(await elsewhere.ask({ picture: onTheLeft }))).toBe(notAsked);
  });

  test('is not read for a later page of its tab', async ({ site, sightline }) => {
    site.putPage('/', twoColours);
    site.putPage('/later', twoColours);
    const { page } = await sightline.open(site.url('/'));
    await ContentScript.of(page, sightline);
    await grantActiveTab(page, sightline);
    await clickHere(sightline, page);
    await page.goto(site.url('/later'));
    const later = await ContentScript.of(page, sightline);
    expect(gist(await later.ask({ picture: onTheRight }))).toBe(notAsked);
    await clickHere(sightline, page);
    expect(gist(await later.ask({ picture: onTheRight }))).toBe(nameOf('yellow'));
  });

  test('on a canvas gets its label, as the user sees it, and the badges come back', async ({
    site,
    otherSite,
    sightline,
  }) => {
    putColour(site, 'green');
    putColour(otherSite, 'red');
    // Pixels of another site have made the canvas unreadable for everybody on the page.
    site.putPage(
      '/',
      `<canvas width="200" height="150"></canvas>${image('/green.png')}<script>
         const picture = new Image();
         picture.src = '${otherSite.url('/red.png')}';
         picture.onload = () => {
           document.querySelector('canvas').getContext('2d').drawImage(picture, 0, 0, 200, 150);
           document.title = 'drawn';
         };
       </script>`,
    );
    const { page, reader } = await sightline.open(site.url('/'));
    await expect(page).toHaveTitle('drawn');
    await expectOnly(reader, nameOf('green'));
    await grantActiveTab(page, sightline);

    await sightline.clickMenuAt(page, 'classify-here', { x: 100, y: 80 });

    await expectNames(reader, [nameOf('red'), nameOf('green')]);
  });

  test('is not read where the browser does not take the user to have asked', async ({
    site,
    sightline,
  }) => {
    site.putPage('/', twoColours);
    const { page } = await sightline.open(site.url('/'));
    const content = await ContentScript.of(page, sightline);
    await clickHere(sightline, page);
    expect(gist(await content.ask({ picture: onTheRight }))).toMatch(/^unreadable: .*activeTab/);
  });
});

test('the browser takes every item of the menu', async ({ sightline }) => {
  for (const item of ['classify-image', 'classify-here', 'classify-all']) {
    await expect
      .poll(() =>
        sightline.worker.evaluate(
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
});
