import { BadgeReader } from '../../../scripts/read-badges';
import { image, nameOf, putColour } from '../support/colours';
import { withDeveloperProfile } from '../support/developer-profile';
import { EngineTargets } from '../support/engine-targets';
import { expect, test } from '../support/fixtures';
import { launchNaturalBrowser } from '../support/natural-browser';
import { expectNames, expectOnly } from '../support/sightline';
import { add, Gate, putGated } from './pages';

test.beforeEach(({ site }) => {
  for (const colour of ['red', 'green', 'blue'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png'));
});

test('closed again and again while pictures come', async ({ site, sightline }) => {
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const close = () => sightline.worker.evaluate(() => chrome.offscreen.closeDocument());
  await close();
  await add(page, image('/green.png'));
  // Whatever it is doing: there may be none yet.
  await close().catch(() => undefined);
  await add(page, image('/blue.png'));
  await close().catch(() => undefined);
  await expectNames(reader, [nameOf('red'), nameOf('green'), nameOf('blue')]);
});

test('held up for a while by a page of the extension', async ({ site, sightline }) => {
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const { document } = await EngineTargets.open(sightline);
  const busy = 'for (const end = performance.now() + 8000; performance.now() < end; );';
  await document.order('Runtime.evaluate', { expression: busy });
  await add(page, image('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('hung for good: its process ends, whatever else runs in it or asks it, and the page gets its labels', async ({
  site,
  otherSite,
}) => {
  test.setTimeout(400_000);
  const gate = new Gate();
  putGated(otherSite, 'blue', gate);
  // A worker is asked about each change, and so never rests.
  site.putPage(
    '/restless',
    `${image('/red.png')}<script>
      const [picture] = document.images;
      let times = 0;
      setInterval(() => { picture.src = times++ % 2 === 0 ? '/green.png' : '/red.png'; }, 1500);
    </script>`,
  );
  const browser = await launchNaturalBrowser();
  try {
    const settings = await browser.context.newPage();
    await settings.goto(`chrome-extension://${browser.id}/src/options/options.html`);
    const page = await browser.context.newPage();
    await page.goto(site.url('/restless'));
    await expectOnly(await BadgeReader.open(page), nameOf('red'));
    const { document } = await EngineTargets.open(browser);
    await document.order('Runtime.evaluate', { expression: 'for (;;);' });
    await add(page, image(otherSite.url('/blue.png')));
    // Under a debugger no worker is stopped.
    await browser.undebugged(() =>
      expect.poll(() => gate.came, { timeout: 240_000, intervals: [1_000] }).toBe(1),
    );
    gate.open();
    const reader = await BadgeReader.open(browser.pageAt(site.url('/restless')));
    const names = async () => (await reader.badges()).map(({ name }) => name);
    await expect.poll(names).toContain(nameOf('blue'));
    const diagnostics = await browser.context.newPage();
    await diagnostics.goto(`chrome-extension://${browser.id}/src/diagnostics/diagnostics.html`);
    await expect(diagnostics.locator('main')).toContainText('Sightline restarted itself');
  } finally {
    expect(await browser.close()).toEqual([]);
  }
});

test('crashed, with all of the extension: labels go, and come back when it runs again', async ({
  site,
  launch,
}) => {
  test.setTimeout(120_000);
  await withDeveloperProfile(async (profile) => {
    const sightline = await launch({ profile });
    const { page, reader } = await sightline.open(site.url('/'));
    await expectOnly(reader, nameOf('red'));
    const { document } = await EngineTargets.open(sightline);
    // The browser ends an extension whose process has crashed, and leaves it to people to start it again.
    await document.order('Page.crash');
    await add(page, image('/green.png'));
    await expect.poll(() => reader.badges()).toEqual([]);

    const session = await sightline.debugBrowser();
    await session.send('Extensions.loadUnpacked', { path: sightline.folder });
    await expectNames(await BadgeReader.open(page), [nameOf('red'), nameOf('green')]);
  });
});

test('whose downloads wait while it is asleep with the whole machine', async ({
  site,
  otherSite,
  sightline,
}) => {
  const gate = new Gate();
  putGated(otherSite, 'blue', gate);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const session = await sightline.debugBrowser();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  await add(page, image(otherSite.url('/blue.png')));
  await expect.poll(() => gate.came).toBe(1);
  for (const pid of renderers) process.kill(pid, 'SIGSTOP');
  gate.open();
  // The sleep is what is tested: nothing that is asleep can be asked whether it has slept enough.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  for (const pid of renderers) process.kill(pid, 'SIGCONT');
  await expectNames(reader, [nameOf('red'), nameOf('blue')]);
});

test('and the clock put forward by a day', async ({ site, otherSite, sightline }) => {
  const gate = new Gate();
  putGated(otherSite, 'blue', gate);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await add(page, image(otherSite.url('/blue.png')));
  await expect.poll(() => gate.came).toBe(1);
  const forward = 'const real = Date.now; Date.now = () => real() + 86_400_000;';
  await sightline.worker.evaluate(() => {
    const real = Date.now;
    Date.now = () => real() + 86_400_000;
  });
  const { document } = await EngineTargets.open(sightline);
  await document.send('Runtime.evaluate', { expression: forward });
  gate.open();
  await expectNames(reader, [nameOf('red'), nameOf('blue')]);
});
