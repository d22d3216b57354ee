import { BadgeReader } from '../../../scripts/read-badges';
import { palette } from '../../fixtures/tiny-model';
import { colours, image, nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import { launchNaturalBrowser } from '../support/natural-browser';
import { colourPng } from '../support/pictures';
import { expectNames, expectOnly, type Sightline } from '../support/sightline';
import { add, Gate, putGated } from './pages';

test.beforeEach(({ site }) => {
  for (const colour of ['red', 'green', 'blue'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png'));
});

/** Waits until the engine has no picture left. */
async function expectNothingWaits(sightline: Sightline): Promise<void> {
  const popup = await sightline.openPopup();
  await expect
    .poll(async () => {
      const status = await sightline.status(popup);
      return status.state === 'ready' ? status.waiting : status.state;
    })
    .toBe(0);
}

test('closed over its pictures, a tab costs the others nothing', async ({
  site,
  otherSite,
  sightline,
}) => {
  const gate = new Gate();
  const slow = colours.slice(3, 9);
  for (const colour of slow) putGated(otherSite, colour, gate);
  site.putPage('/slow', slow.map((colour) => image(otherSite.url(`/${colour}.png`))).join(''));
  const closed = await sightline.open(site.url('/slow'));
  await expect.poll(() => gate.came).toBeGreaterThan(3);
  const { reader } = await sightline.open(site.url('/'));
  await closed.page.close();
  await expectOnly(reader, nameOf('red'));
  gate.open();
  await expectNothingWaits(sightline);
});

test('navigated over its pictures, it labels the next page alone', async ({
  site,
  otherSite,
  sightline,
}) => {
  const gate = new Gate();
  putGated(otherSite, 'blue', gate);
  site.putPage('/slow', image(otherSite.url('/blue.png')));
  const { page, reader } = await sightline.open(site.url('/slow'));
  await expect.poll(() => gate.came).toBe(1);
  await page.goto(site.url('/'));
  gate.open();
  await expectOnly(reader, nameOf('red'));
});

test('discarded and loaded again, it has its labels', async ({ site }) => {
  // Chromium crashes over a discarded tab that Playwright has set up as its own.
  const { context, close } = await launchNaturalBrowser();
  try {
    const page = await context.newPage();
    await page.goto(site.url('/'));
    await expectOnly(await BadgeReader.open(page), nameOf('red'));
    const other = await context.newPage();
    await other.bringToFront();
    const [worker] = context.serviceWorkers();
    if (!worker) throw new Error('No service worker runs');
    const isDiscarded = await worker.evaluate(async (url) => {
      const [tab] = await chrome.tabs.query({ url: `${url}*` });
      return (await chrome.tabs.discard(tab?.id as number))?.discarded;
    }, site.url('/'));
    expect(isDiscarded).toBe(true);

    await worker.evaluate(async (url) => {
      const [tab] = await chrome.tabs.query({ discarded: true });
      if (tab?.url === url) await chrome.tabs.update(tab.id as number, { active: true });
    }, site.url('/'));
    const loaded = () => context.pages().findLast((each) => each.url() === site.url('/'));
    await expect.poll(() => loaded() !== undefined && loaded() !== page).toBe(true);
    await expectOnly(await BadgeReader.open(loaded() ?? page), nameOf('red'));
  } finally {
    expect(await close()).toEqual([]);
  }
});

test('frozen over its pictures and thawed, it has its labels', async ({
  site,
  otherSite,
  sightline,
}) => {
  const gate = new Gate();
  putGated(otherSite, 'blue', gate);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await add(page, image(otherSite.url('/blue.png')));
  await expect.poll(() => gate.came).toBe(1);
  const session = await sightline.context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  gate.open();
  await expectNothingWaits(sightline);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.bringToFront();
  await expectNames(reader, [nameOf('red'), nameOf('blue')]);
});

test('put away over its pictures and brought back, it has its labels', async ({
  site,
  otherSite,
  sightline,
}) => {
  const gate = new Gate();
  putGated(otherSite, 'blue', gate);
  site.putPage('/slow', image('/red.png') + image(otherSite.url('/blue.png')));
  const { page } = await sightline.open(site.url('/slow'));
  await expect.poll(() => gate.came).toBe(1);
  await page.evaluate(() =>
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })),
  );
  await page.goto(site.url('/'));
  await sightline.stopWorker();
  await page.bringToFront();
  gate.open();
  // Playwright's own way back waits for a load that does not come.
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => Reflect.get(window, 'persisted') === true);
  await expectNames(await BadgeReader.open(page), [nameOf('red'), nameOf('blue')]);
});

test('fifty at once all have their labels', async ({ site, sightline }) => {
  test.setTimeout(300_000);
  const { rgb } = palette.red;
  for (let n = 0; n < 50; n++) {
    // Each is another picture of the same colour.
    site.put(`/${n}.png`, 'image/png', colourPng(rgb, 130 + n));
    site.putPage(`/page-${n}`, image(`/${n}.png`));
  }
  const pages = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const page = await sightline.context.newPage();
      await page.goto(site.url(`/page-${n}`), { timeout: 120_000 });
      return page;
    }),
  );
  for (const page of pages) {
    await page.bringToFront();
    await expectOnly(await BadgeReader.open(page), nameOf('red'));
  }
});
