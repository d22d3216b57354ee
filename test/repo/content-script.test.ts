import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const dist = resolve(import.meta.dirname, '../../dist');
const read = (file: string) => readFileSync(join(dist, file));
const manifest = JSON.parse(read('manifest.json').toString()) as {
  readonly content_scripts: readonly { readonly js: readonly string[] }[];
};
const files = manifest.content_scripts.flatMap(({ js }) => js);

it('what every page has to load is under 20 kB, compressed', () => {
  expect(files).toHaveLength(1);
  const sizes = files.map((file) => gzipSync(read(file), { level: 9 }).length);
  expect(Math.max(...sizes)).toBeLessThan(20_000);
});

it('what shows badges comes to those pages only that have something to show', () => {
  const overlay = 'src/content/overlay.iife.js';
  expect(files).not.toContain(overlay);
  expect(gzipSync(read(overlay), { level: 9 }).length).toBeLessThan(15_000);
});
