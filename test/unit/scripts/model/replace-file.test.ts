import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../../../scripts/model/replace-file';
import { tempFolder } from './temp-project';

it('makes a file or takes its place, and leaves nothing beside it', async () => {
  const folder = await tempFolder();
  for (const text of ['first', 'second']) {
    await replaceFile(join(folder, 'file'), text);
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe(text);
  }
  expect(await readdir(folder)).toEqual(['file']);
});

it('leaves nothing behind when it fails', async () => {
  const folder = await tempFolder();
  await mkdir(join(folder, 'file'));
  await expect(replaceFile(join(folder, 'file'), 'text')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['file']);
});
