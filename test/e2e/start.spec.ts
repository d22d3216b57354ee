import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './support/fixtures';

const root = resolve(import.meta.dirname, '../..');

test('"npm start" without a display tells what it makes of every drawing of the demo page', async () => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const program = resolve(root, 'node_modules/.bin/tsx');
  const { stdout } = await promisify(execFile)(program, ['scripts/start.ts'], { cwd: root, env });
  const rows = stdout.split('\n').filter((line) => /^\S+\.(svg|png) /.test(line));
  const demo = await readFile(resolve(root, 'scripts/demo/index.html'), 'utf8');
  expect(rows).toHaveLength(demo.match(/<img\b/g)?.length ?? 0);
  expect(rows.filter((row) => !/\d%$|not (sure|a photo) *$/.test(row))).toEqual([]);
});
