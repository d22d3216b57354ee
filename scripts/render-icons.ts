// Draws public/icons/icon-N.png from icon-N.svg where there is one, else from icon.svg: run it after a drawing was changed.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser';

const sizes = [16, 32, 48, 128];
const folder = new URL('../public/icons/', import.meta.url);

const browser = await chromium.launch({
  executablePath: (await findBrowser()).path,
  args: ['--no-sandbox'],
});
try {
  for (const size of sizes) {
    const own = new URL(`icon-${size}.svg`, folder);
    const svg = await readFile(existsSync(own) ? own : new URL('icon.svg', folder), 'utf8');
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`,
    );
    await writeFile(
      new URL(`icon-${size}.png`, folder),
      await page.screenshot({ omitBackground: true }),
    );
    await page.close();
  }
} finally {
  await browser.close();
}
