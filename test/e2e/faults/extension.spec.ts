import { BadgeReader } from '../../../scripts/read-badges';
import { image, nameOf, putColour } from '../support/colours';
import { withDeveloperProfile } from '../support/developer-profile';
import { expect, test } from '../support/fixtures';
import { expectNames, expectOnly } from '../support/sightline';
import { add } from './pages';

test.beforeEach(({ site }) => {
  for (const colour of ['red', 'green', 'blue'] as const) putColour(site, colour);
});

test('reloaded under open tabs, it takes them over, and shows nothing twice', async ({
  site,
  otherSite,
  launch,
}) => {
  putColour(otherSite, 'blue');
  otherSite.putPage('/frame', image('/blue.png'));
  const frame = `<iframe src="${otherSite.url('/frame')}" width="300" height="200"></iframe>`;
  site.putPage('/', image('/red.png') + frame);
  site.putPage('/still', image('/green.png'));
  await withDeveloperProfile(async (profile) => {
    const sightline = await launch({ profile });
    const still = await sightline.open(site.url('/still'));
    await expectOnly(still.reader, nameOf('green'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expectNames(reader, [nameOf('red'), nameOf('blue')]);

    const gone = sightline.context.waitForEvent('serviceworker');
    // The worker ends over it, and so does the evaluation.
    void sightline.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await gone;
    await add(page, image('/green.png'));
    await expectNames(reader, [nameOf('red'), nameOf('blue'), nameOf('green')]);
    // On a page where nothing happens, too.
    await still.page.bringToFront();
    await expectOnly(await BadgeReader.open(still.page), nameOf('green'));
    const hosts = () => still.page.evaluate(() => document.documentElement.children.length);
    expect(await hosts()).toBe(3);
  });
});

test('switched off, it leaves nothing on open pages that change, and switched on it is back', async ({
  site,
  sightline,
}) => {
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const settings = await sightline.context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate((id) => chrome.management.setEnabled(id, false), sightline.id);
  await page.bringToFront();
  await add(page, image('/green.png'));
  await expect.poll(() => reader.badges()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);

  await settings.evaluate((id) => chrome.management.setEnabled(id, true), sightline.id);
  await expectNames(await BadgeReader.open(page), [nameOf('red'), nameOf('green')]);
});
