import type { Page } from '@playwright/test';
import { isRunning, ONLY_LINUX, Processes, pageWorkersOf } from '../../bench/speed/processes';
import { BadgeReader } from '../../scripts/read-badges';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { launchNaturalBrowser } from './support/natural-browser';
import { expectNames, expectOnly } from './support/sightline';

/** Milliseconds: the least idle time that people can choose, and some for a busy machine. */
const IDLE = 100_000;

/** Milliseconds: how long the worker, told of the closing, is awake, and some. */
const AWAKE = 60_000;

const addGreen = (page: Page) =>
  page.evaluate(() => {
    const added = new Image(100, 100);
    added.src = '/green.png';
    document.body.append(added);
  });

test('the offscreen document closes when nothing was wanted for a minute, and the next picture is labelled', async ({
  site,
  sightline,
}) => {
  test.setTimeout(IDLE + 90_000);
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', image('/red.png'));
  await sightline.worker.evaluate(() => chrome.storage.local.set({ settings: { idleMinutes: 1 } }));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const popup = await sightline.openPopup(page);
  await page.bringToFront();
  expect(await sightline.status(popup)).toMatchObject({ state: 'ready' });

  // To be asked how it is keeps it from nothing.
  await expect
    .poll(() => sightline.status(popup), { timeout: IDLE, intervals: [1_000] })
    .toEqual({ state: 'asleep' });
  const contexts = await sightline.worker.evaluate(() =>
    chrome.runtime.getContexts({
      contextTypes: ['OFFSCREEN_DOCUMENT' as chrome.runtime.ContextType],
    }),
  );
  expect(contexts).toEqual([]);

  await addGreen(page);
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  expect(await sightline.status(popup)).toMatchObject({ state: 'ready' });
});

test('half a minute after it has closed the extension has no process, and the next picture is labelled', async ({
  site,
}) => {
  test.skip(process.platform !== 'linux', ONLY_LINUX);
  test.setTimeout(IDLE + AWAKE + 90_000);
  putColour(site, 'red');
  putColour(site, 'green');
  site.putPage('/', image('/red.png'));
  const browser = await launchNaturalBrowser();
  try {
    const [worker] = browser.context.serviceWorkers();
    await worker?.evaluate(() => chrome.storage.local.set({ settings: { idleMinutes: 1 } }));
    const first = await browser.context.newPage();
    await first.goto(site.url('/'));
    await expectOnly(await BadgeReader.open(first), nameOf('red'));
    const processes = await Processes.of(browser.context);
    const id = (await processes?.extension()) ?? Number.NaN;
    expect(await pageWorkersOf(id)).toBeGreaterThan(0);

    await browser.undebugged(async () => {
      await expect.poll(() => pageWorkersOf(id), { timeout: IDLE }).toBe(0);
      await expect.poll(() => isRunning(id), { timeout: AWAKE }).toBe(false);
    });

    const page = browser.context.pages().find((each) => each.url() === site.url('/'));
    if (!page) throw new Error('The page has gone');
    const reader = await BadgeReader.open(page);
    await expectOnly(reader, nameOf('red'));
    await addGreen(page);
    await expectNames(reader, [nameOf('red'), nameOf('green')]);
  } finally {
    expect(await browser.close()).toEqual([]);
  }
});
