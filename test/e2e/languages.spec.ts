import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import german from '../../public/_locales/de/messages.json' with { type: 'json' };
import { buttonNames, openCard, press } from './support/card';
import { image, nameOf, putColour, topFiveOf } from './support/colours';
import { cutTexts } from './support/cut-texts';
import { expect, test } from './support/fixtures';
import type { LocalSite } from './support/local-site';
import { overflowing, unfold } from './support/shown-texts';
import { expectNames, expectOnly, type Sightline } from './support/sightline';
import { sizeOf, surfaces } from './support/surfaces';

const words: Readonly<Record<string, { readonly message: string }>> = german;

/** A word of the vocabulary in German. */
const inGerman = (word: string): string =>
  words[`word_${word.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`]?.message ?? word;

/** A German browser with a page of three pictures. */
async function openInGerman(
  site: LocalSite,
  launch: (options: { args: string[] }) => Promise<Sightline>,
) {
  const sightline = await launch({ args: ['--lang=de'] });
  for (const colour of ['red', 'green', 'blue'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png') + image('/green.png') + image('/blue.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, ['Erdbeere', 'Granny-Smith-Apfel', 'Eichelhäher']);
  return { sightline, page, reader };
}

const labels = (popup: Page) => popup.locator('.picture .label');
const entries = (popup: Page) => popup.locator('#history-list > li');

test('speaks the language of the browser, in badges and in the popup’s lists, and searches in it', async ({
  site,
  launch,
}) => {
  const { sightline, page, reader } = await openInGerman(site, launch);
  const [badge] = await reader.badges();
  // A non-breaking space is German before the sign.
  expect(badge?.percent).toMatch(/^\d+\u00a0%$/);

  const popup = await sightline.openPopup(page);
  await popup.setViewportSize({ width: 360, height: 580 });
  await expect(popup.locator('html')).toHaveAttribute('lang', 'de');
  // As often as each other, they stand in the order of the German alphabet.
  await expect(labels(popup)).toHaveText(['Eichelhäher', 'Erdbeere', 'Granny-Smith-Apfel']);
  const search = popup.getByRole('searchbox', { name: german.pictureSearch.message });
  for (const [typed, found] of [
    ['vogel', 'Eichelhäher'],
    ['BIRD', 'Eichelhäher'],
    ['apfel', 'Granny-Smith-Apfel'],
    [german.group_fruit_or_vegetable.message, 'Erdbeere'],
  ] as const) {
    await search.fill(typed);
    await expect(labels(popup).filter({ hasText: found })).toHaveCount(1);
  }
  await search.fill('auto');
  await expect(labels(popup)).toHaveCount(0);
  await expect(popup.getByText('Hier zeigt kein Bild „auto“')).toBeVisible();

  await popup.getByRole('tab', { name: german.historyTitle.message }).click();
  await popup.getByRole('searchbox', { name: german.historySearch.message }).fill('erdb');
  await expect(entries(popup).locator('.label')).toHaveText(['Erdbeere']);
  const count = german.historyFound.message.replace('$COUNT$', '1').replace('$ALL$', '3');
  await expect(popup.locator('#history-count')).toHaveText(count);
  await unfold(popup);
  await expect(entries(popup).locator('.rivals bdi:first-child')).toHaveText(
    topFiveOf('red').map(inGerman),
  );
  await expect.poll(() => overflowing(popup)).toEqual([]);

  // Files are for programs, and in English.
  const saving = popup.waitForEvent('download');
  await popup.getByRole('button', { name: 'JSON' }).click();
  const { predictions } = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  expect(predictions).toMatchObject([{ label: nameOf('red'), group: 'fruit-or-vegetable' }]);
});

test('the card of a label says, offers and copies German words, and English ones are kept', async ({
  site,
  launch,
}) => {
  const { sightline, page, reader } = await openInGerman(site, launch);
  await sightline.context.grantPermissions(['clipboard-read']);
  const badge = async (name: string) => {
    const found = (await reader.badges()).find((each) => each.name === name);
    if (!found) throw new Error(`No badge says "${name}"`);
    return found;
  };
  const five = topFiveOf('red').map(inGerman);
  await openCard(page, reader, await badge('Erdbeere'));
  expect((await reader.card()).map(({ name }) => name)).toEqual(five);
  const said = (await reader.cardTexts()).map(({ shown }) => shown);
  expect(said).toContain(german.group_fruit_or_vegetable.message);
  await press(page, reader, german.cardCopy.message);
  await expect.poll(() => reader.notices()).toEqual([german.noticeCopied.message]);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n').map((line) => line.replace(/, [^,]+$/, ''))).toEqual(five);

  const [, second = ''] = five;
  await press(page, reader, german.cardWrong.message);
  await expect.poll(() => buttonNames(reader)).toContain(second);
  await press(page, reader, second);
  await expect.poll(async () => (await reader.badges()).map(({ name }) => name)).toContain(second);

  await openCard(page, reader, await badge('Granny-Smith-Apfel'));
  await press(page, reader, german.cardWrong.message);
  await expect.poll(() => buttonNames(reader)).toContain(german.cardOtherWord.message);
  const opening = sightline.context.waitForEvent('page');
  await press(page, reader, german.cardOtherWord.message);
  const typing = await opening;
  const field = typing.getByRole('combobox', { name: german.correctionWord.message });
  await expect(field).toBeFocused();
  await expect(typing.locator('#words option[value="Erdbeere"]')).toHaveCount(1);
  await expect(typing.locator('#words option[value="strawberry"]')).toHaveCount(0);
  await field.pressSequentially('erdbeere');
  const closing = typing.waitForEvent('close');
  await typing.keyboard.press('Enter');
  await closing;
  await expectNames(reader, ['Eichelhäher', 'Erdbeere', second]);

  const options = await sightline.openOptions();
  const saving = options.waitForEvent('download');
  await options.getByRole('button', { name: german.ownLabelsSave.message }).click();
  const kept = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  expect(
    kept.corrections.map(({ word, instead }: Record<string, string>) => [word, instead]),
  ).toEqual(
    expect.arrayContaining([
      [topFiveOf('red')[1], nameOf('red')],
      [nameOf('red'), nameOf('green')],
    ]),
  );
});

test('the pages of settings and of welcome speak German', async ({ launch }) => {
  const sightline = await launch({ args: ['--lang=de'] });
  const options = await sightline.openOptions();
  await expect(options).toHaveTitle(german.optionsPageTitle.message);
  await expect(options.locator('#idle')).toBeEnabled();
  await expect(options.locator('#idle option').last()).toHaveText(/^\d+ Minuten$/);
  await options.getByRole('searchbox', { name: german.groupsFind.message }).fill('hund');
  await expect(options.getByRole('option', { name: 'Hunde' })).toBeVisible();
  const shortcuts = options.locator('#shortcut-list dt');
  await expect(shortcuts.filter({ hasText: german.commandNextPicture.message })).toHaveCount(1);

  const welcome = await sightline.openWelcome();
  await expect(welcome).toHaveTitle(german.welcomePageTitle.message);
  await expect(
    welcome.getByRole('radio', { name: german.labellingEverywhere.message }),
  ).toBeChecked();
  const item = german.welcomeAsk.message.replace('$ITEM$', german.menuClassify.message);
  await expect(welcome.getByText(item)).toBeVisible();
});

test('the toolbar’s names, shortcuts and notices are German, too', async ({ site, launch }) => {
  const sightline = await launch({ args: ['--lang=de'] });
  putColour(site, 'red');
  site.putPage('/', image('/red.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, 'Erdbeere');
  await sightline.press(page, 'toggle-site');
  const off = german.noticeLabelsOff.message.replace('$SITE$', '127.0.0.1');
  await expect.poll(() => reader.notices()).toEqual([off]);
});

/** Nothing lies over a button where the popup has no room to spare. */
async function expectReachable(popup: Page): Promise<void> {
  for (const button of await popup.locator('button:visible:enabled').all()) {
    await button.click({ trial: true });
  }
}

for (const language of ['de', 'es', 'ru', 'uk', 'zh-CN']) {
  test(`has room for every word in ${language}`, async ({ site, launch }) => {
    const sightline = await launch({ args: [`--lang=${language}`] });
    for (const surface of surfaces) {
      await test.step(surface.name, async () => {
        const shown = await surface.open(sightline, site);
        await shown.setViewportSize(sizeOf(surface));
        await expect(shown.locator('html')).toHaveAttribute('lang', language);
        await unfold(shown);
        await expect.poll(() => overflowing(shown)).toEqual([]);
        await expect.poll(() => cutTexts(shown)).toEqual([]);
        if (!surface.isTab) await expectReachable(shown);
      });
    }
  });
}
