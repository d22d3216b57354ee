import { readFile } from 'node:fs/promises';
import { BadgeReader, type SeenBadge } from '../../scripts/read-badges';
import { buttonNames, openCard, press, submit } from './support/card';
import { image, nameOf, percentOf, putColour, topFiveOf } from './support/colours';
import { expect, test } from './support/fixtures';
import { allowPrivateWindows, openPrivately } from './support/private-window';
import { expectNames, expectOnly } from './support/sightline';

const focused = async (reader: BadgeReader) =>
  (await reader.cardButtons()).find(({ isFocused }) => isFocused)?.name;

test('a label is copied from its card, and nothing of the press reaches the page below', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', `<a href="#followed">${image('/red.png')}</a>`);
  await sightline.context.grantPermissions(['clipboard-read']);
  const { page, reader } = await sightline.open(site.url('/'));
  const badge = await expectOnly(reader, nameOf('red'));

  await openCard(page, reader, badge);
  expect((await reader.card()).map(({ name }) => name)).toEqual(topFiveOf('red'));
  await press(page, reader, 'Copy');
  await expect.poll(() => reader.notices()).toEqual(['Copied']);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [first, ...rest] = copied.split('\n');
  expect(first).toBe(`${nameOf('red')}, ${percentOf('red')}`);
  expect(rest).toHaveLength(4);
  expect(page.url()).toBe(site.url('/'));

  // The picture is where it was for whoever wants it: the card goes with the pointer.
  await page.mouse.move(600, 500);
  await expect.poll(() => buttonNames(reader)).toEqual([]);
  await page.mouse.click(badge.box.x + 20, badge.box.y + badge.box.height + 40);
  await expect.poll(() => page.url()).toBe(site.url('/#followed'));
});

test('a wrong label is corrected, on other sites and after the browser’s cache is gone, and taken back', async ({
  site,
  otherSite,
  sightline,
}) => {
  for (const each of [site, otherSite]) putColour(each, 'red');
  site.putPage('/', image('/red.png') + image('/red.png?again'));
  otherSite.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('red')]);
  const [second = ''] = topFiveOf('red').slice(1);

  await openCard(page, reader, (await reader.badges())[0] as SeenBadge);
  await press(page, reader, 'Wrong label?');
  await expect
    .poll(() => buttonNames(reader))
    .toEqual([...topFiveOf('red').slice(1), 'Another word…', 'None of these', 'Back']);
  await press(page, reader, second);
  await expect.poll(() => reader.notices()).toEqual([expect.stringContaining('Saved')]);
  // Both are the same picture.
  await expectNames(reader, [second, second]);
  expect((await reader.badges()).map(({ percent }) => percent)).toEqual(['', '']);

  await sightline.stopWorker();
  await page.reload();
  await expectNames(reader, [second, second]);
  const elsewhere = await sightline.open(otherSite.url('/'));
  await expectNames(elsewhere.reader, [second]);

  await page.bringToFront();
  await openCard(page, reader, (await reader.badges())[0] as SeenBadge);
  await press(page, reader, 'Use Sightline’s label');
  await expectNames(reader, [nameOf('red'), nameOf('red')]);
  await page.reload();
  await expectNames(reader, [nameOf('red'), nameOf('red')]);
});

test('what was corrected in one tab is in all, and so is that it was forgotten in the settings', async ({
  site,
  otherSite,
  sightline,
}) => {
  for (const each of [site, otherSite]) {
    putColour(each, 'red');
    each.putPage('/', image('/red.png'));
  }
  const other = await sightline.open(otherSite.url('/'));
  await expectOnly(other.reader, nameOf('red'));
  const { page, reader } = await sightline.open(site.url('/'));
  await openCard(page, reader, await expectOnly(reader, nameOf('red')));
  await press(page, reader, 'Wrong label?');
  await expect.poll(() => buttonNames(reader)).toContain('None of these');
  await press(page, reader, 'None of these');
  await expectOnly(reader, 'no label');
  await other.page.bringToFront();
  await expectOnly(other.reader, 'no label');

  const options = await sightline.openOptions();
  await options.getByRole('button', { name: 'Forget your labels' }).click();
  await options.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
  await expect(options.getByRole('button', { name: 'Forget your labels' })).toBeDisabled();
  for (const each of [page, other.page]) await each.bringToFront();
  await expectOnly(other.reader, nameOf('red'));
  await page.bringToFront();
  await expectOnly(reader, nameOf('red'));
});

test('by the keyboard a card is opened, used and left, and a label hidden', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage('/', `${image('/red.png')}<button>Behind</button>`);
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  await page.locator('button').focus();
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await reader.card()).length).toBe(5);
  expect(await buttonNames(reader)).toEqual([]);

  await page.keyboard.press('Enter');
  await expect.poll(() => focused(reader)).toBe('Wrong label?');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(reader)).toBe('Copy');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(reader)).toBeUndefined();
  await page.keyboard.press('Space');
  await expect.poll(() => focused(reader)).toBe('Wrong label?');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(reader)).toBe(topFiveOf('red')[1]);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Enter');
  for (const name of ['Wrong label?', 'Copy', 'Hide']) {
    await expect.poll(() => focused(reader)).toBe(name);
    if (name !== 'Hide') await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expectNames(reader, []);
  expect(await reader.notices()).toEqual([expect.stringContaining('Classify image')]);
  await sightline.clickMenu(page, site.url('/red.png'));
  await expectOnly(reader, nameOf('red'));
});

test('another word is typed in a window of its own, of which the page hears nothing', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage(
    '/',
    `${image('/red.png')}
     <script>
       window.keys = [];
       addEventListener('keydown', ({ key }) => keys.push(key), true);
     </script>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  const badge = await expectOnly(reader, nameOf('red'));
  await openCard(page, reader, badge);
  await press(page, reader, 'Wrong label?');
  await expect.poll(() => buttonNames(reader)).toContain('Another word…');
  const opening = sightline.context.waitForEvent('page');
  await press(page, reader, 'Another word…');
  const typing = await opening;
  const field = typing.getByRole('combobox', { name: 'Your label' });
  await expect(field).toBeFocused();
  await expect(typing.locator('#thumbnail')).toBeVisible();
  await field.pressSequentially(' Mitzi ');
  await submit(typing);
  await expectOnly(reader, 'Mitzi');
  expect(await page.evaluate(() => Reflect.get(window, 'keys'))).toEqual([]);

  await page.reload();
  await expectOnly(reader, 'Mitzi');
  const options = await sightline.openOptions();
  await expect(options.locator('#own-labels-size')).toHaveText('Kept: 1');
  const saving = options.waitForEvent('download');
  const own = options.locator('.setting', { hasText: 'Your own labels' });
  await own.getByRole('button', { name: 'Save your labels' }).click();
  const file = await (await saving).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    corrections: [
      {
        picture: expect.stringMatching(/^[0-9a-f]{64}$/),
        word: 'Mitzi',
        instead: nameOf('red'),
        at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ],
  });
  await own.getByRole('button', { name: 'Forget your labels' }).click();
  await options.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
  await expect(options.locator('#own-labels-size')).toHaveText('Kept: 0');
  await page.reload();
  await page.bringToFront();
  await expectOnly(reader, nameOf('red'));
});

test('the window for a word goes over to the picture that it was asked for last', async ({
  site,
  sightline,
}) => {
  for (const colour of ['red', 'green'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png') + image('/green.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, [nameOf('red'), nameOf('green')]);
  const askFor = async (name: string) => {
    await page.bringToFront();
    const badge = (await reader.badges()).find((each) => each.name === name) as SeenBadge;
    await openCard(page, reader, badge);
    await press(page, reader, 'Wrong label?');
    await expect.poll(() => buttonNames(reader)).toContain('Another word…');
    await press(page, reader, 'Another word…');
  };
  const opening = sightline.context.waitForEvent('page');
  await askFor(nameOf('red'));
  const typing = await opening;
  const field = typing.getByRole('combobox', { name: 'Your label' });
  await field.fill('Not this');
  await askFor(nameOf('green'));
  await expect(field).toHaveValue('');
  // Nothing of either is in the address, which the browser's history keeps.
  expect(new URL(typing.url()).search).toBe('');
  await field.fill('Lawn');
  await submit(typing);
  await expectNames(reader, [nameOf('red'), 'Lawn']);
});

test('a card that a page pushes about is pressed by no click until it lies still', async ({
  site,
  sightline,
}) => {
  putColour(site, 'red');
  site.putPage(
    '/',
    `<div style="position: fixed; top: 200px; left: 200px">${image('/red.png')}</div>
     <script>
       window.clicks = 0;
       addEventListener('click', () => clicks++);
       const { style } = document.querySelector('div');
       window.push = setInterval(() => (style.left = style.left === '200px' ? '212px' : '200px'), 100);
     </script>`,
  );
  const { page, reader } = await sightline.open(site.url('/'));
  const badge = await expectOnly(reader, nameOf('red'));
  await openCard(page, reader, badge);
  const hide = async () => {
    const found = (await reader.cardButtons()).find(({ name }) => name === 'Hide');
    if (!found) throw new Error('The card went');
    return found;
  };
  const { x, y } = await hide();
  await page.mouse.move(x, y, { steps: 8 });
  for (let press = 0; press < 5; press++) {
    await page.mouse.click(x, y);
    expect((await hide()).takesPointer).toBe(false);
  }
  await expectOnly(reader, nameOf('red'));
  await page.evaluate('clearInterval(push)');
  await press(page, reader, 'Hide');
  await expectNames(reader, []);
  expect(await page.evaluate('clicks')).toBe(0);
});

test('a page that has no clipboard lets the label be copied all the same', async ({
  site,
  otherSite,
  sightline,
}) => {
  putColour(site, 'red');
  putColour(otherSite, 'green');
  otherSite.putPage('/', image('/green.png'));
  await sightline.context.grantPermissions(['clipboard-read']);
  site.on('/', (_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html', 'permissions-policy': 'clipboard-write=()' })
      .end(image('/red.png'));
  });
  const { page, reader } = await sightline.open(site.url('/'));
  const badge = await expectOnly(reader, nameOf('red'));
  await openCard(page, reader, badge);
  await press(page, reader, 'Copy');
  await expect.poll(() => reader.notices()).toEqual(['Copied']);
  const elsewhere = await sightline.open(otherSite.url('/'));
  const copied = await elsewhere.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(new RegExp(`^${nameOf('red')}, `));
});

test('a label that is corrected in a private window is corrected there, and nowhere else', async ({
  site,
  sightline,
}) => {
  await allowPrivateWindows(sightline);
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const popup = await sightline.openPopup();
  const secret = await openPrivately(sightline, popup, site.url('/'));
  const badges = await BadgeReader.open(secret);
  const badge = await expectOnly(badges, nameOf('red'));
  await secret.bringToFront();
  await openCard(secret, badges, badge);
  await press(secret, badges, 'Wrong label?');
  await expect.poll(() => buttonNames(badges)).toContain('None of these');
  await press(secret, badges, 'None of these');
  await expectOnly(badges, 'no label');
  await secret.reload();
  await expectOnly(badges, 'no label');

  const { reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const kept = await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get()));
  expect(kept).not.toContain('correct');
  await secret.close();
});

test('what the settings say of badges is obeyed at once', async ({ site, sightline }) => {
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  const before = await expectOnly(reader, nameOf('red'));
  const popup = await sightline.openPopup();
  await popup.evaluate(() =>
    chrome.storage.local.set({
      settings: { badgeCorner: 'bottom-end', badgeSize: 'large', showPercent: false },
    }),
  );
  await page.bringToFront();
  await expect.poll(async () => (await reader.badges())[0]?.percent).toBe('');
  await expect.poll(async () => (await reader.badges())[0]?.box.y).toBeGreaterThan(before.box.y);
  const after = await expectOnly(reader, nameOf('red'));
  expect(after.box.height).toBeGreaterThan(before.box.height);
  await openCard(page, reader, after);
  expect((await reader.card())[0]?.percent).toBe(percentOf('red'));
});
