import type { Page } from '@playwright/test';
import { image, nameOf, putColour } from '../support/colours';
import { expect, test } from '../support/fixtures';
import { expectNames, expectOnly, type Sightline } from '../support/sightline';
import { add } from './pages';

test.beforeEach(({ site }) => {
  for (const colour of ['red', 'green'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png'));
});

/** A page of the extension, from which its storage can be spoilt. */
async function openExtensionPage({ context, id }: Sightline): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/icons/icon-16.png`);
  return page;
}

/** Opens the database as another version of the extension would, and holds it open. */
const holdDatabase = (page: Page, version: number): Promise<void> =>
  page.evaluate(
    (as) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('sightline', as);
        request.onupgradeneeded = () => {
          const { result } = request;
          if (!result.objectStoreNames.contains('predictions')) {
            result.createObjectStore('predictions', { keyPath: 'key' }).createIndex('at', 'at');
          }
        };
        request.onsuccess = () =>
          resolve(Object.assign(window, { held: request.result }) && undefined);
        request.onerror = () => reject(request.error);
      }),
    version,
  );

/** Fills a storage of the extension: what does not fit any more is halved, down to less than it writes itself. */
const fill = ({ worker }: Sightline, area: 'session' | 'local'): Promise<void> =>
  worker.evaluate(async (name) => {
    for (let size = 2 ** 20, n = 0; size > 64; n++) {
      try {
        await chrome.storage[name].set({ [`filler ${n}`]: 'x'.repeat(size) });
      } catch {
        size = Math.floor(size / 2);
      }
    }
  }, area);

test('a database of a newer version costs no label, and can be cleared', async ({
  site,
  sightline,
}) => {
  const spoiler = await openExtensionPage(sightline);
  await holdDatabase(spoiler, 3);
  await spoiler.evaluate(() => (Reflect.get(window, 'held') as IDBDatabase).close());
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#notices')).toContainText('newer Sightline');
  await popup.locator('#history-tab').click();
  await popup.locator('#clear').click();
  await popup.locator('#clear-yes').click();
  await expect(popup.locator('#notices')).toBeEmpty();

  await page.bringToFront();
  await add(page, image('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  await expect(popup.locator('#history-list .label')).toHaveText([nameOf('green')]);
});

test('a database that an earlier version holds open costs no label', async ({
  site,
  sightline,
}) => {
  const spoiler = await openExtensionPage(sightline);
  await holdDatabase(spoiler, 1);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#notices')).toContainText('could not be read');
  await spoiler.close();
  await popup.reload();
  await expect(popup.locator('#notices')).toBeEmpty();
  await page.bringToFront();
  await add(page, image('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  await expect(popup.locator('#history-list .label')).toHaveText([nameOf('green')]);
});

test('a damaged entry is left out of the list, and the others are shown', async ({
  site,
  sightline,
}) => {
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const spoiler = await openExtensionPage(sightline);
  await holdDatabase(spoiler, 2);
  await spoiler.evaluate(() => {
    const held = Reflect.get(window, 'held') as IDBDatabase;
    const store = held.transaction('predictions', 'readwrite').objectStore('predictions');
    store.put({ key: 'damaged', at: Date.now(), site: 7, scores: { topFive: null } });
  });
  const popup = await sightline.openPopup(page);
  await expect(popup.locator('#history-list .label')).toHaveText([nameOf('red')]);
  await expect(popup.locator('#notices')).toBeEmpty();
});

test('a full disk costs no label', async ({ site, sightline }) => {
  const spoiler = await openExtensionPage(sightline);
  const session = await sightline.context.newCDPSession(spoiler);
  const origin = `chrome-extension://${sightline.id}`;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await add(page, image('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('session storage that others have filled costs no label, on a page seen again neither', async ({
  site,
  sightline,
}) => {
  await fill(sightline, 'session');
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await page.reload();
  await expectOnly(reader, nameOf('red'));
  await add(page, image('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('settings that cannot be saved say so, and are as they were', async ({ site, sightline }) => {
  await fill(sightline, 'local');
  const { reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const options = await sightline.openOptions();
  const careful = options.getByRole('radio', { name: 'Careful' });
  await careful.click();
  await expect(options.locator('#notices')).toContainText('could not be saved');
  await expect(careful).not.toBeChecked();
});
