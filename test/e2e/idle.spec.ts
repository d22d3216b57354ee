import type { Page } from '@playwright/test';
import { isRunning, ONLY_LINUX, Processes, pageWorkersOf } from '../../bench/speed/processes';
import { BadgeReader } from '../../scripts/read-badges';
import { Gate, putGated } from './faults/pages';
import { changeScript, withChanged } from './support/changed-extension';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { launchNaturalBrowser } from './support/natural-browser';
import { expectNames, expectOnly } from './support/sightline';

/** Milliseconds: the least idle time that people can choose, and some for a busy machine. */
const IDLE = 100_000;

/** Milliseconds: how long the worker, told of the closing, is awake, and some. */
const AWAKE = 60_000;

/** Milliseconds: longer than the browser leaves a worker that does nothing. */
const HALF_A_MINUTE = 40_000;

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

    const page = browser.pageAt(site.url('/'));
    const reader = await BadgeReader.open(page);
    await expectOnly(reader, nameOf('red'));
    await addGreen(page);
    await expectNames(reader, [nameOf('red'), nameOf('green')]);
  } finally {
    expect(await browser.close()).toEqual([]);
  }
});

test('the worker waits for a picture that takes more than half a minute, and is stopped when none is asked for', async ({
  site,
  otherSite,
}) => {
  test.setTimeout(2 * HALF_A_MINUTE + 120_000);
  const gate = new Gate();
  putGated(otherSite, 'blue', gate);
  site.putPage('/', image(otherSite.url('/blue.png')));
  const patient = (extension: string) =>
    changeScript(extension, /\.js$/, (script) =>
      script.replace('AbortSignal.timeout(', 'AbortSignal.timeout(10*'),
    );
  await withChanged(patient, async (extension) => {
    const browser = await launchNaturalBrowser(extension);
    // The length of time is what is tested.
    const pass = () =>
      browser.undebugged(() => new Promise((resolve) => setTimeout(resolve, HALF_A_MINUTE)));
    const workers = () => browser.context.serviceWorkers();
    try {
      await workers()[0]?.evaluate(() => Reflect.set(globalThis, 'isFirst', true));
      const first = await browser.context.newPage();
      await first.goto(site.url('/'));
      await expect.poll(() => gate.came).toBe(1);
      await pass();
      const isFirst = workers()[0]?.evaluate(() => Reflect.get(globalThis, 'isFirst'));
      expect(await isFirst).toBe(true);
      gate.open();
      const page = browser.pageAt(site.url('/'));
      await expectOnly(await BadgeReader.open(page), nameOf('blue'));
      expect(gate.came).toBe(1);

      await pass();
      expect(workers()).toEqual([]);
    } finally {
      expect(await browser.close()).toEqual([]);
    }
  });
});
