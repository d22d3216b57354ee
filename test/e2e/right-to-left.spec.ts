import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { openCard, press } from './support/card';
import { withChanged } from './support/changed-extension';
import { image, nameOf, putColour } from './support/colours';
import { cutTexts } from './support/cut-texts';
import { expect, test } from './support/fixtures';
import { pseudo, pseudoWord, speakPseudo } from './support/pseudo-locale';
import { latinOf, overflowing, unfold } from './support/shown-texts';
import { expectOnly } from './support/sightline';
import { sizeOf, surfaces } from './support/surfaces';

/** The names of the model, the browser, keys and kinds of files are theirs in all languages. */
const NAMES = /tiny model|sightline-tiny|^Chrom\w+ [\d.]+ |^(Alt|Ctrl|Shift)\b|^(JSON|CSV)$/;

test('every page of the extension reads from right to left where the language does', async ({
  site,
  launch,
}) => {
  await withChanged(speakPseudo, async (extension) => {
    const sightline = await launch({ extension });
    for (const surface of surfaces) {
      await test.step(surface.name, async () => {
        const page = await surface.open(sightline, site);
        await page.setViewportSize(sizeOf(surface));
        await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
        await unfold(page);
        const left = async () => (await latinOf(page)).filter((text) => !NAMES.test(text));
        await expect.poll(left).toEqual([]);
        await expect.poll(() => overflowing(page)).toEqual([]);
        await expect.poll(() => cutTexts(page)).toEqual([]);
      });
    }
    const popup = await sightline.openPopup();
    const [heading, chip] = await Promise.all([
      popup.locator('h1').boundingBox(),
      popup.locator('#status').boundingBox(),
    ]);
    expect(heading?.x).toBeGreaterThan(chip?.x ?? Number.POSITIVE_INFINITY);
  });
});

test('badges and their cards do so on a page that does not', async ({ site, launch }) => {
  await withChanged(speakPseudo, async (extension) => {
    const sightline = await launch({ extension });
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    const badge = await expectOnly(reader, pseudoWord(nameOf('red')));
    const expectMirrored = async () => {
      const texts = await reader.cardTexts();
      expect(texts.length).toBeGreaterThan(3);
      expect(texts.filter(({ direction, isCut }) => direction !== 'rtl' || isCut)).toEqual([]);
      const said = texts.flatMap(({ shown, said }) => [shown, said]);
      expect(said.filter((text) => /[a-z]/i.test(text) && !NAMES.test(text))).toEqual([]);
    };
    await openCard(page, reader, badge);
    await expectMirrored();
    await press(page, reader, pseudo(english.cardWrong.message));
    await expect
      .poll(async () => (await reader.cardTexts()).map(({ shown }) => shown))
      .toContain(pseudo(english.cardChoose.message));
    await expectMirrored();
  });
});
