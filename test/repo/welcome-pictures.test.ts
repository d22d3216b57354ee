import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../src/welcome');
const html = readFileSync(join(folder, 'welcome.html'), 'utf8');
const [, width, height] = /<img id="picture"[^>]* width="(\d+)" height="(\d+)"/.exec(html) ?? [];

describe.each(['light', 'dark'])('the pictures of the welcome page, %s', (scheme) => {
  const moving = join(folder, `labelling-${scheme}.webp`);
  const still = join(folder, `labelled-${scheme}.webp`);

  it('move once, for no more than five seconds', async () => {
    const { pages, delay, loop } = await sharp(moving).metadata();
    expect(pages).toBeGreaterThan(10);
    expect(delay?.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(5_000);
    expect(loop).toBe(1);
  });

  it('stand still for those who want it so', async () => {
    expect((await sharp(still).metadata()).pages ?? 1).toBe(1);
  });

  it.each([moving, still])('are of the size that the page keeps for them: %#', async (file) => {
    const found = await sharp(file).metadata();
    expect([found.width, found.pageHeight ?? found.height].map(String)).toEqual([width, height]);
  });

  it('are light', () => {
    expect(statSync(moving).size).toBeLessThan(400_000);
    expect(statSync(still).size).toBeLessThan(200_000);
  });
});
