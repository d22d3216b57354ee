import type { Page } from '@playwright/test';
import german from '../../public/_locales/de/messages.json' with { type: 'json' };
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { withChanged } from './support/changed-extension';
import { image, nameOf, putColour } from './support/colours';
import { expect, test } from './support/fixtures';
import { pseudo, pseudoWord, speakPseudo } from './support/pseudo-locale';
import { expectNames, expectOnly } from './support/sightline';

/** Width of the popup in CSS pixels. */
const popupSize = { width: 360, height: 580 };

/** Shows all that a page has folded away. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });

/** What a page shows in Latin letters, but for what is set apart as foreign, by elements or by characters. */
const latinOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const { parentElement, textContent } = nodes.currentNode;
      const text = (textContent ?? '').replaceAll(/\u2068[^\u2069]*\u2069/g, '');
      const isForeign = Boolean(parentElement?.closest(':not(dd) > bdi, template, script'));
      if (!isForeign && /[a-z]/i.test(text)) found.push(text);
    }
    return found;
  });

/** The elements of a page that reach beyond its sides, and the words that are wider than what they stand in. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isTooNarrow = (element: Element) => {
      const { overflowX, display } = getComputedStyle(element);
      const hasText = [...element.childNodes].some(
        ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '',
      );
      const isCut = element.scrollWidth > element.clientWidth + 1;
      return hasText && isCut && overflowX === 'visible' && !display.startsWith('inline');
    };
    return [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { left, right, height } = element.getBoundingClientRect();
        return height > 0 && (left < -1 || right > width + 1 || isTooNarrow(element));
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120));
  });

test('speaks the language of the browser, in badges and in the popup', async ({ site, launch }) => {
  const sightline = await launch({ args: ['--lang=de'] });
  for (const colour of ['red', 'green', 'blue'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png') + image('/green.png') + image('/blue.png'));
  const { page, reader } = await sightline.open(site.url('/'));
  await expectNames(reader, ['Erdbeere', 'Granny-Smith-Apfel', 'Eichelhäher']);
  const [badge] = await reader.badges();
  // A non-breaking space is German before the sign.
  expect(badge?.percent).toMatch(/^\d+\u00a0%$/);

  const popup = await sightline.openPopup(page);
  await popup.setViewportSize(popupSize);
  await expect(popup.getByRole('heading', { name: german.historyTitle.message })).toBeVisible();
  const entries = popup.locator('#history-list > li');
  await expect(entries.filter({ hasText: 'Erdbeere' })).toHaveCount(1);
  await expect(popup.locator('html')).toHaveAttribute('lang', 'de');
  await unfold(popup);
  await expect.poll(() => overflowing(popup)).toEqual([]);
});

for (const language of ['es', 'ru', 'uk', 'zh-CN']) {
  test(`has room for every word in ${language}`, async ({ site, launch }) => {
    const sightline = await launch({ args: [`--lang=${language}`] });
    putColour(site, 'red');
    site.putPage('/', image('/red.png'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expect.poll(async () => (await reader.badges()).length).toBe(1);
    for (const [shown, size] of [
      [await sightline.openPopup(page), popupSize],
      [await sightline.openDiagnostics(), { width: 480, height: 800 }],
    ] as const) {
      await shown.setViewportSize(size);
      await expect(shown.locator('html')).toHaveAttribute('lang', language);
      await unfold(shown);
      await expect.poll(() => overflowing(shown)).toEqual([]);
    }
  });
}

test('reads from right to left where the language does, whatever the page', async ({
  site,
  launch,
}) => {
  await withChanged(speakPseudo, async (extension) => {
    const sightline = await launch({ extension });
    putColour(site, 'red');
    site.put('/odd.txt', 'text/plain', 'no picture');
    site.putPage('/', image('/red.png') + image('/odd.txt'));
    const { page, reader } = await sightline.open(site.url('/'));
    await expectOnly(reader, pseudoWord(nameOf('red')));
    const session = await page.context().newCDPSession(page);
    const tree = JSON.stringify(await session.send('DOM.getDocument', { depth: -1, pierce: true }));
    expect(tree).toContain('"lang","ar","dir","rtl"');

    const popup = await sightline.openPopup(page);
    await popup.setViewportSize(popupSize);
    await expect(popup.locator('html')).toHaveAttribute('dir', 'rtl');
    const title = pseudo(english.historyTitle.message);
    await expect(popup.getByRole('heading', { name: title })).toBeVisible();
    await expect(popup.locator('#history-list > li')).toHaveCount(1);
    await unfold(popup);
    await expect.poll(() => latinOf(popup)).toEqual([]);
    await expect.poll(() => overflowing(popup)).toEqual([]);
    const [heading, chip] = await Promise.all([
      popup.locator('h1').boundingBox(),
      popup.locator('#status').boundingBox(),
    ]);
    expect(heading?.x).toBeGreaterThan(chip?.x ?? Number.POSITIVE_INFINITY);

    const diagnostics = await sightline.openDiagnostics();
    await expect(diagnostics.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(diagnostics.locator('#program-facts dd').first()).not.toBeEmpty();
    await unfold(diagnostics);
    // The names of the model and of the browser are theirs in all languages.
    await expect
      .poll(() => latinOf(diagnostics))
      .toEqual([expect.stringMatching(/tiny model/), expect.stringMatching(/^Chrom\w+ [\d.]+ /)]);
    await diagnostics.setViewportSize({ width: 480, height: 800 });
    await expect.poll(() => overflowing(diagnostics)).toEqual([]);
  });
});
