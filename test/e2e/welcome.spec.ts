import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { withChanged } from './support/changed-extension';
import { image, nameOf, putColour } from './support/colours';
import { withDeveloperProfile } from './support/developer-profile';
import { expect, test } from './support/fixtures';
import { expectNames, expectOnly, type Sightline } from './support/sightline';

const welcomesOf = ({ context }: Sightline): Page[] =>
  context.pages().filter((page) => page.url().endsWith('/src/welcome/welcome.html'));

/** The page that greets, as the browser opened it. */
async function welcomeOf(sightline: Sightline): Promise<Page> {
  const [page] = welcomesOf(sightline);
  if (!page) throw new Error('Nobody is greeted');
  await page.bringToFront();
  await expect(page.getByRole('radio', { name: 'On all sites' })).toBeChecked();
  return page;
}

/** Presses the Tab key until an element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return element.evaluate((each) => each === document.activeElement);
    })
    .toBe(true);
}

test.beforeEach(({ site }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
});

test('it opens once: not when the extension is loaded anew, the browser is started again, or an update comes', async ({
  launch,
  site,
}) => {
  /** What would have been opened by now is open: a label takes longer. */
  const expectNoWelcome = async (sightline: Sightline) => {
    const { reader, page } = await sightline.open(site.url('/'));
    await expectOnly(reader, nameOf('red'));
    expect(welcomesOf(sightline)).toEqual([]);
    await page.close();
  };
  const nothing = async () => {};
  await withChanged(nothing, (extension) =>
    withDeveloperProfile(async (profile) => {
      const first = await launch({ extension, profile, welcome: true });
      expect(welcomesOf(first)).toHaveLength(1);

      const restarted = first.context.waitForEvent('serviceworker');
      await first.worker.evaluate(() => setTimeout(() => chrome.runtime.reload()));
      await restarted;
      await expectNoWelcome(first);
      await first.context.close();

      const second = await launch({ extension, profile, welcome: true });
      await expectNoWelcome(second);
      await second.context.close();

      const file = join(extension, 'manifest.json');
      const manifest = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(file, JSON.stringify({ ...manifest, version: '99.0' }));
      const updated = await launch({ extension, profile, welcome: true });
      expect(await updated.worker.evaluate(() => chrome.runtime.getManifest().version)).toBe(
        '99.0',
      );
      await expectNoWelcome(updated);
    }),
  );
});

test('by the keyboard alone, one chooses where labels are made, pages obey at once, and one is done', async ({
  launch,
  site,
}) => {
  const sightline = await launch({ welcome: true });
  const welcome = await welcomeOf(sightline);
  const { reader, page } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));

  await welcome.bringToFront();
  await tabTo(welcome, welcome.getByRole('radio', { name: 'On all sites' }));
  await welcome.keyboard.press('ArrowDown');
  await expect(welcome.getByRole('radio', { name: 'Only on chosen sites' })).toBeChecked();
  await welcome.keyboard.press('ArrowDown');
  await expect(welcome.getByRole('radio', { name: 'Only when asked' })).toBeChecked();
  await expectNames(reader, []);

  await welcome.keyboard.press('ArrowUp');
  await welcome.keyboard.press('ArrowUp');
  await expectOnly(reader, nameOf('red'));

  await tabTo(welcome, welcome.getByRole('button', { name: 'Done' }));
  const closed = welcome.waitForEvent('close');
  // The page may be gone before the key is let go.
  await welcome.keyboard.press('Enter').catch(() => undefined);
  await closed;
  expect(page.isClosed()).toBe(false);
});

test('"Done" leaves the window open where there is no other tab', async ({ launch }) => {
  const sightline = await launch({ welcome: true });
  const welcome = await welcomeOf(sightline);
  for (const page of sightline.context.pages()) if (page !== welcome) await page.close();

  const opened = sightline.context.waitForEvent('page');
  await welcome.getByRole('button', { name: 'Done' }).click();
  const another = await opened;
  await expect.poll(() => welcome.isClosed()).toBe(true);
  expect(another.isClosed()).toBe(false);
});

test('"All settings" opens the page of settings', async ({ launch }) => {
  const sightline = await launch({ welcome: true });
  const welcome = await welcomeOf(sightline);
  const opened = sightline.context.waitForEvent('page');
  await welcome.getByRole('button', { name: 'All settings' }).click();
  const settings = await opened;
  await expect(settings.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('whoever skips it by closing the tab has labels everywhere, and is not greeted again', async ({
  launch,
  site,
}) => {
  const sightline = await launch({ welcome: true });
  await (await welcomeOf(sightline)).close();
  await sightline.stopWorker();
  const { reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  expect(welcomesOf(sightline)).toEqual([]);
});

test('the picture follows light and dark, and stands still for who wants less motion', async ({
  launch,
}) => {
  const welcome = await welcomeOf(await launch({ welcome: true }));
  const picture = welcome.getByRole('img', { name: /get their labels/ });
  const shown = () => picture.evaluate((img: HTMLImageElement) => img.currentSrc);
  const again = welcome.getByRole('button', { name: 'Play again' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await welcome.emulateMedia({ colorScheme, reducedMotion: 'no-preference' });
    await expect.poll(shown).toContain(`labelling-${colorScheme}`);
    await expect(again).toBeVisible();
    await welcome.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect.poll(shown).toContain(`labelled-${colorScheme}`);
    await expect(again).toBeHidden();
  }
});

test('the picture comes to rest by itself, and plays again when asked', async ({ launch }) => {
  const welcome = await welcomeOf(await launch({ welcome: true }));
  const picture = welcome.getByRole('img', { name: /get their labels/ });
  const look = async () => {
    const box = await picture.boundingBox();
    if (!box) throw new Error('The picture is not shown');
    const { x, y, width, height } = box;
    // Without its edge, where shadow and round corners are not always drawn alike.
    const clip = { x: x + 20, y: y + 20, width: width - 40, height: height - 40 };
    const seen = await welcome.screenshot({ clip });
    return createHash('sha256').update(seen).digest('hex');
  };
  let rest = '';
  const isAtRest = async () => {
    const before = rest;
    rest = await look();
    return rest === before;
  };
  // No frame but the last is shown for so long.
  await expect.poll(isAtRest, { intervals: [1_000] }).toBe(true);

  await welcome.getByRole('button', { name: 'Play again' }).click();
  await expect.poll(look).not.toBe(rest);
  await expect.poll(look).toBe(rest);
});

test('nothing overflows, in narrow windows, in large text, or where reading begins at the right', async ({
  launch,
}) => {
  const welcome = await welcomeOf(await launch({ welcome: true }));
  for (const width of [320, 480, 768, 1280]) {
    await welcome.setViewportSize({ width, height: 800 });
    for (const dir of ['ltr', 'rtl']) {
      for (const size of ['100%', '200%']) {
        const overflow = await welcome.evaluate(
          ([direction, text]) => {
            const { documentElement: html } = document;
            html.dir = direction;
            html.style.fontSize = text;
            const beyond = [...document.querySelectorAll('body *')].filter((element) => {
              const { left, right } = element.getBoundingClientRect();
              return left < -0.5 || right > html.clientWidth + 0.5;
            });
            return beyond.map(({ tagName, id }) => `${tagName} ${id}`);
          },
          [dir, size] as const,
        );
        expect(overflow, `${width} ${dir} ${size}`).toEqual([]);
      }
    }
  }
});

test('how to pin the button is shown until it is pinned', async ({ launch }) => {
  const sightline = await launch({ welcome: true });
  const welcome = await welcomeOf(sightline);
  const title = welcome.getByRole('heading', { name: 'Keep its button in sight' });
  await expect(title).toBeVisible();
  await expect(welcome.getByText('Press the puzzle piece')).toBeVisible();

  const extensions = await sightline.context.newPage();
  await extensions.goto('chrome://extensions');
  await extensions.evaluate(async (extensionId) => {
    const api = Reflect.get(chrome, 'developerPrivate') as {
      updateExtensionConfiguration(change: {
        readonly extensionId: string;
        readonly pinnedToToolbar: boolean;
      }): Promise<void>;
    };
    await api.updateExtensionConfiguration({ extensionId, pinnedToToolbar: true });
  }, sightline.id);
  await expect(welcome.getByText('Sightline’s button is in the toolbar now.')).toBeVisible();

  await welcome.reload();
  await expect(welcome.getByRole('heading', { name: 'Ask about any picture' })).toBeVisible();
  await expect(title).toBeHidden();
});
