import { defaultSettings } from '../../src/core/settings';
import { graphics } from '../fixtures/graphics';
import { expect, test } from './support/fixtures';
import { builtExtension } from './support/prepare-extensions';
import { noRealModel } from './support/real-model';
import { allLabelled } from './support/sightline';

/** A contact sheet: all of them on one screen, and none too narrow for a label. */
const sheet = `<style>
  body { margin: 8px; display: grid; grid-template-columns: repeat(10, 1fr); gap: 8px; font: 11px sans-serif }
  figure { margin: 0 }
  img { width: 100%; height: 110px; object-fit: cover }
</style>`;

test('says nothing laughable of pictures that are no photographs', async ({ site, launch }) => {
  test.skip(noRealModel !== undefined, noRealModel);
  test.setTimeout(180_000);
  for (const [index, { draw }] of graphics.entries()) {
    site.put(`/${index}.png`, 'image/png', await draw());
  }
  const figures = graphics.map(
    ({ name }, index) =>
      `<figure><img src="/${index}.png" alt=""><figcaption>${name}</figcaption></figure>`,
  );
  site.putPage('/', sheet + figures.join(''));

  const sightline = await launch({
    extension: builtExtension,
    viewport: { width: 1600, height: 1700 },
  });
  const { page, reader } = await sightline.open(site.url('/'));
  const pictures = await allLabelled(page, reader);
  await page.screenshot({ path: test.info().outputPath('contact-sheet.png') });

  expect(defaultSettings.markUnsure).toBe(true);
  expect(pictures).toHaveLength(graphics.length);
  const said = pictures.map(({ badge }, index) => ({
    picture: graphics[index]?.name,
    right: graphics[index]?.right ?? [],
    badge,
  }));
  const wrong = said.filter(
    ({ badge, right }) => badge?.kind === 'verdict' && !right.includes(badge.name),
  );
  const told = (some: typeof said) =>
    some.map(({ picture, badge }) => `${picture}: ${badge?.name} ${badge?.percent}`);
  expect(told(wrong.filter(({ badge }) => badge?.certainty === 'plain'))).toEqual([]);
  // A rendering of land from above has grain all over, as photographs have, and the shapes of a jigsaw puzzle.
  const doubtful = wrong.filter(({ picture }) => !picture?.startsWith('terrain'));
  expect(told(doubtful)).toEqual([]);
  // Most are known for what they are; of the others it is not sure.
  const known = said.filter(({ badge }) => badge?.name === 'not a photo');
  expect(known.length / said.length).toBeGreaterThanOrEqual(0.85);
});
