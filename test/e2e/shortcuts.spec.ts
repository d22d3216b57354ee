import type { Page } from '@playwright/test';
import type { BadgeReader } from '../../scripts/read-badges';
import { image, nameOf, percentOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { focusedName } from './support/focused-name';
import { expectNames, expectOnly } from './support/sightline';

const colours = ['red', 'green', 'blue'] as const;
type Colour = (typeof colours)[number];

/** What a screen reader says of the badge that a shortcut has led to. */
const said = (number: number, total: number, colour: Colour) =>
  `${number} of ${total}: ${nameOf(colour)}, ${percentOf(colour)}`;

const expectFocus = (page: Page, name: string) => expect.poll(() => focusedName(page)).toBe(name);

const gap = '<div style="height:3000px"></div>';

test.beforeEach(({ site, otherSite }) => {
  for (const colour of colours) for (const each of [site, otherSite]) putColour(each, colour);
});

test('the next and the previous labelled picture are gone to in the order of the page, and round', async ({
  site,
  sightline,
}) => {
  site.putPage('/', `<p>Text</p>${image('/red.png')}<br>${image('/green.png')}`);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(1, 2, 'red'));
  await expectOutline(page, reader, 0);
  await expect.poll(() => reader.card()).not.toEqual([]);
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(2, 2, 'green'));
  await expectOutline(page, reader, 1);
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(1, 2, 'red'));
  await sightline.press(page, 'previous-picture');
  await expectFocus(page, said(2, 2, 'green'));
  // The outline goes by itself.
  await expect.poll(() => reader.outlines()).toEqual([]);
});

test('pictures far down the page are scrolled to, labelled and gone to', async ({
  site,
  sightline,
}) => {
  site.putPage('/', [image('/red.png'), image('/green.png'), image('/blue.png')].join(gap));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await sightline.press(page, 'next-picture');
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(2, 2, 'green'));
  await expect(page.locator('img').nth(1)).toBeInViewport();
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(3, 3, 'blue'));
  // Its badge has gone meanwhile, and comes again.
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(1, 3, 'red'));
  await expect(page.locator('img').nth(0)).toBeInViewport();
});

test('a picture that is partly in sight, with its label, is scrolled to as far as needed', async ({
  site,
  sightline,
}) => {
  site.putPage('/', `${image('/red.png')}<br>${image('/green.png')}${gap}`);
  const { page, reader } = await sightline.open(site.url('/'));
  const [red, green] = [page.locator('img').nth(0), page.locator('img').nth(1)];
  await green.evaluate((element) => {
    element.style.marginTop = `${innerHeight - element.getBoundingClientRect().top - 60}px`;
  });
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  await expect(green).not.toBeInViewport({ ratio: 1 });
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(1, 2, 'red'));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(2, 2, 'green'));
  await expect(green).toBeInViewport({ ratio: 1 });
  await expect(red).toBeInViewport();
});

test('the way leads through frames, of other sites too', async ({ site, otherSite, sightline }) => {
  otherSite.putPage('/frame', image('/green.png') + image('/blue.png'));
  const frame = otherSite.url('/frame', 'localhost');
  site.putPage(
    '/',
    `${image('/red.png')}<iframe src="${frame}" width="600" height="300"></iframe>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, colours.map(nameOf));
  for (const [index, colour] of colours.entries()) {
    await expect.poll(() => sightline.labelled(page)).toBe(3);
    await sightline.press(page, 'next-picture');
    await expectFocus(page, said(index + 1, 3, colour));
  }
  await sightline.press(page, 'next-picture');
  await expectFocus(page, said(1, 3, 'red'));
  await sightline.press(page, 'previous-picture');
  await expectFocus(page, said(3, 3, 'blue'));
});

test('a page without labels says so', async ({ site, sightline }) => {
  site.putPage('/', '<p>Words</p>');
  const { page, reader } = await sightline.open(site.url('/'));
  await sightline.press(page, 'next-picture');
  await expect.poll(() => reader.notices()).toEqual(['No labelled picture here']);
});

test('labels are switched off and on for the site', async ({ site, sightline }) => {
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await sightline.press(page, 'toggle-site');
  await expect.poll(() => reader.badges()).toEqual([]);
  await expect.poll(() => reader.notices()).toEqual(['Labels off for 127.0.0.1']);
  await sightline.press(page, 'toggle-site');
  await expectOnly(reader, nameOf('red'));
  await expect.poll(() => reader.notices()).toEqual(['Labels on for 127.0.0.1']);
});

test('the picture under the pointer is classified where labels are off, in a frame too', async ({
  site,
  otherSite,
  sightline,
}) => {
  otherSite.putPage('/frame', `<p>Words</p>${image('/green.png')}`);
  const frame = otherSite.url('/frame', 'localhost');
  site.putPage(
    '/',
    `${image('/red.png')}<iframe src="${frame}" width="600" height="300"></iframe>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  await sightline.press(page, 'toggle-site');
  await sightline.press(page, 'classify-picture');
  await expect.poll(() => reader.notices()).toEqual(['No picture under the pointer or in focus']);
  await page.locator('img').hover();
  await sightline.press(page, 'classify-picture');
  await expectOnly(reader, nameOf('red'));
  expect(await reader.outlines()).toHaveLength(1);
  await page.frameLocator('iframe').locator('img').hover();
  await sightline.press(page, 'classify-picture');
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
});

test('the picture in what the keyboard has gone to is classified', async ({ site, sightline }) => {
  site.putPage('/', `${image('/red.png')}<a href="#there">${image('/green.png')}</a>`);
  const { page, reader } = await sightline.open(site.url('/'));
  await sightline.press(page, 'toggle-site');
  await expect.poll(() => reader.badges()).toEqual([]);
  await page.locator('img').first().hover();
  await page.keyboard.press('Tab');
  await sightline.press(page, 'classify-picture');
  await expectOnly(reader, nameOf('green'));
});

test('on a page of the browser’s own the button tells that nothing can be done', async ({
  sightline,
}) => {
  const page = await sightline.context.newPage();
  await page.goto('chrome://version');
  await sightline.press(page, 'next-picture');
  const title = async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id === undefined ? undefined : chrome.action.getTitle({ tabId: tab.id });
  };
  await expect
    .poll(() => sightline.worker.evaluate(title))
    .toBe('Sightline cannot work on this page');
});

test('the browser knows the shortcuts, and no key of them is taken', async ({ sightline }) => {
  const commands = await sightline.worker.evaluate(() => chrome.commands.getAll());
  expect(Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]))).toEqual({
    _execute_action: '',
    'toggle-site': 'Alt+Shift+L',
    'classify-picture': 'Alt+Shift+K',
    'next-picture': 'Alt+Shift+Period',
    'previous-picture': 'Alt+Shift+Comma',
  });
  expect(commands.filter(({ description }) => /__MSG_/.test(description ?? ''))).toEqual([]);
});

/** Once it stands still, the line runs around the picture, 2 pixels off. */
async function expectOutline(page: Page, reader: BadgeReader, index: number): Promise<void> {
  const box = await page.locator('img').nth(index).boundingBox();
  if (!box) throw new Error('The picture is not on the page');
  const { x, y, width, height } = box;
  await expect
    .poll(() => reader.outlines())
    .toEqual([{ x: x - 2, y: y - 2, width: width + 4, height: height + 4 }]);
}
