import type { Page } from '@playwright/test';
import type { Outcome } from '../../src/core/outcome';
import { palette } from '../fixtures/tiny-model';
import { image, nameOf, putColour } from './support/colours';
import { ContentScript } from './support/content-script';
import { expect, test } from './support/fixtures';
import { grantActiveTab } from './support/grant-active-tab';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

/** What an outcome comes to: the most likely name, or the reason. */
const gist = (outcome: Outcome): string =>
  outcome.kind === 'scored'
    ? (outcome.scores.topFive[0]?.name ?? '')
    : `${outcome.reason}: ${('detail' in outcome && outcome.detail) || ''}`;

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
