import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { expectNames, expectOnly } from './support/sightline';

/** Milliseconds: the least idle time that people can choose, and some for a busy machine. */
const IDLE = 100_000;

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

  await page.evaluate(() => {
    const added = new Image(100, 100);
    added.src = '/green.png';
    document.body.append(added);
  });
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  expect(await sightline.status(popup)).toMatchObject({ state: 'ready' });
});
