/** Renders drawings/src/*.svg to drawings/*.png: 448x448 pixels, 8 bits a channel. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../browser';

const SIZE = 448;
const MAX_BYTES = 200_000;

const drawings = fileURLToPath(new URL('./drawings/', import.meta.url));
const sources = (await readdir(join(drawings, 'src')))
  .filter((name) => name.endsWith('.svg'))
  .sort();

const browser = await chromium.launch({
  executablePath: (await findBrowser()).path,
  args: ['--no-sandbox'],
});

try {
  const page = await browser.newPage({
    viewport: { width: SIZE, height: SIZE },
    deviceScaleFactor: 1,
  });

  for (const name of sources) {
    const svg = await readFile(join(drawings, 'src', name));
    const target = join(drawings, `${basename(name, '.svg')}.png`);

    await page.setContent(
      `<style>body { margin: 0 } img { display: block }</style>
       <img width="${SIZE}" height="${SIZE}" src="data:image/svg+xml;base64,${svg.toString('base64')}">`,
    );
    await page.locator('img').evaluate((img: HTMLImageElement) => img.decode());
    await page.screenshot({ path: target });

    const { size } = await stat(target);
    console.log(`${basename(target)}  ${(size / 1000).toFixed(1)} kB`);
    if (size > MAX_BYTES) throw new Error(`${target} is larger than ${MAX_BYTES} bytes`);
  }
} finally {
  await browser.close();
}
