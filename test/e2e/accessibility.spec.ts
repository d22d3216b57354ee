import type { Page } from '@playwright/test';
import { BadgeReader } from '../../scripts/read-badges';
import { checkOverlay, checkPage, type Findings } from './support/axe';
import { image, nameOf, putColour } from './support/colours';
import { cutTexts, setTextSize } from './support/cut-texts';
import { expect, test } from './support/fixtures';
import { colourPng, noisyPng } from './support/pictures';
import { cardNames, expectOnly } from './support/sightline';
import { surfaces } from './support/surfaces';

type Look = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** The ways in which people see a page. */
const looks: readonly (readonly [name: string, look: Look])[] = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced colours, light', { colorScheme: 'light', forcedColors: 'active' }],
  ['forced colours, dark', { colorScheme: 'dark', forcedColors: 'active' }],
];

function expectNothing({ passed, violations }: Findings): void {
  expect(passed, 'rules that there was something for').toBeGreaterThan(3);
  expect(violations).toEqual([]);
}

for (const { name, isTab, open } of surfaces) {
  test(`axe finds nothing in ${name}`, async ({ sightline, site }) => {
    const page = await open(sightline, site);
    for (const [look, media] of looks) {
      await test.step(look, async () => {
        await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
        expectNothing(await checkPage(page));
      });
    }
  });

  test(`nothing is cut off with text of twice the size in ${name}`, async ({ sightline, site }) => {
    const page = await open(sightline, site);
    await setTextSize(page, 2);
    await expect(page.locator('html')).toHaveCSS('font-size', '32px');
    expect(await cutTexts(page)).toEqual([]);
  });

  if (!isTab) continue;
  test(`nothing is cut off in a window of 320 pixels in ${name}`, async ({ sightline, site }) => {
    const page = await open(sightline, site);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await cutTexts(page)).toEqual([]);
  });
}

for (const [look, media] of looks) {
  test(`axe finds nothing in a badge and its card: ${look}`, async ({ sightline, site }) => {
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    const badge = await expectOnly(reader, nameOf('red'));
    expect(await cardNames(page, reader, badge)).toHaveLength(5);
    expectNothing(await checkOverlay(page));
  });
}

test('axe finds nothing in badges of pictures that have no label', async ({ sightline, site }) => {
  // Halfway between blue and magenta, whose names have no general word in common.
  site.put('/between.png', 'image/png', colourPng([122, 0, 247]));
  site.put('/broken.png', 'image/png', noisyPng().slice(0, 20_000));
  // Answers nothing.
  site.on('/endless.png', () => undefined);
  const withoutAlternative = (path: string) => `<img src="${path}" width="160" height="120">`;
  site.putPage(
    '/',
    ['/between.png', '/broken.png', '/endless.png'].map(withoutAlternative).join(''),
  );
  const page = await sightline.context.newPage();
  // Its load would be waited for in vain.
  await page.goto(site.url('/'), { waitUntil: 'commit' });
  const reader = await BadgeReader.open(page);
  const kinds = async () => (await reader.badges()).map(({ kind }) => kind).sort();
  await expect.poll(kinds).toEqual(['unsure']);
  await sightline.clickMenu(page, site.url('/broken.png'));
  await expect.poll(kinds).toEqual(['trouble', 'unsure']);
  await sightline.clickMenu(page, site.url('/endless.png'));
  await expect.poll(kinds).toEqual(['pending', 'trouble', 'unsure']);
  for (const [look, media] of looks) {
    await test.step(look, async () => {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      expectNothing(await checkOverlay(page));
    });
  }
});

test('axe finds what is wrong', async ({ sightline }) => {
  const popup = await sightline.openPopup();
  await popup.evaluate(() => {
    // The policy lets no style attribute in.
    for (const { style } of document.querySelectorAll('h1')) style.color = '#ddd';
    for (const text of document.querySelectorAll('label > span')) text.textContent = '';
  });
  const rules = (await checkPage(popup)).violations.map(({ rule }) => rule.split(':')[0]);
  expect(rules).toEqual(expect.arrayContaining(['color-contrast', 'label']));
});

test('text that is cut off is found', async ({ sightline }) => {
  const popup = await sightline.openPopup();
  expect(await cutTexts(popup)).toEqual([]);
  await popup.evaluate(() => {
    for (const { style } of document.querySelectorAll<HTMLElement>('h1')) {
      style.blockSize = '8px';
      style.overflow = 'hidden';
    }
    for (const { style } of document.querySelectorAll<HTMLElement>('[role=tab]')) {
      style.inlineSize = '900px';
    }
  });
  const found = await cutTexts(popup);
  expect(found).toContainEqual(expect.stringMatching(/^H1 /));
  expect(found, 'has to be scrolled sideways').toContainEqual(expect.stringMatching(/^BODY /));
});
