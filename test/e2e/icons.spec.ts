import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './support/fixtures';

const folder = resolve(import.meta.dirname, '../../src/interface/icons');
const names = readdirSync(folder).map((file) => basename(file, '.svg'));

/** Which part of a picture is not of its lightest colour, 0 to 1. */
async function inkOf(png: Buffer): Promise<number> {
  const pixels = await sharp(png).greyscale().raw().toBuffer();
  const lightest = Math.max(...pixels);
  return pixels.filter((value) => value < lightest - 60).length / pixels.length;
}

test('every icon is drawn in the colour of the text around it', async ({ sightline }) => {
  const page = await sightline.openDiagnostics();
  await page.evaluate((all) => {
    const icons = all.map((name) => {
      const icon = document.createElement('span');
      icon.className = 'icon';
      icon.dataset.icon = name;
      return icon;
    });
    document.body.replaceChildren(...icons);
    Object.assign(document.body.style, { fontSize: '48px', color: '#b00', background: '#fff' });
  }, names);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const icon = page.locator(`[data-icon="${name}"]`);
    // Neither nothing, as where the policy keeps the drawing out, nor the whole square, as where there is no mask.
    await expect.poll(async () => inkOf(await icon.screenshot()), name).toBeGreaterThan(0.03);
    expect(await inkOf(await icon.screenshot()), name).toBeLessThan(0.5);
  }
  const { channels } = await sharp(await page.locator('[data-icon="gear"]').screenshot()).stats();
  const [red, green, blue] = channels.map(({ min }) => min);
  expect([red, green, blue]).toEqual([0xbb, 0, 0]);
});
