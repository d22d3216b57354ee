import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photographsFolder, readTruth } from '../../../bench/labels/read-truth';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-truth-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (truth: unknown): Promise<void> =>
  writeFile(join(folder, 'truth.json'), typeof truth === 'string' ? truth : JSON.stringify(truth));

describe('a folder of photographs', () => {
  it('says what its files show', async () => {
    await writeFile(join(folder, 'one.jpg'), '');
    await put([{ file: 'one.jpg', class: 999 }]);
    expect(await readTruth(folder)).toEqual([{ file: 'one.jpg', class: 999 }]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '[', /truth\.json is not JSON/],
    ['no list', { file: 'one.jpg' }, /is not a list of/],
    ['an empty list', [], /is not a list of/],
    ['no file', [{ class: 1 }], /Entry 0 of .* names no file/],
    ['a class too many', [{ file: 'one.jpg', class: 1_000 }], /one\.jpg the class 1000.*0 to 999/],
    ['a class that is text', [{ file: 'one.jpg', class: '7' }], /one\.jpg the class "7"/],
    ['no class', [{ file: 'one.jpg' }], /one\.jpg the class undefined/],
    ['a file that is missing', [{ file: 'two.jpg', class: 1 }], /two\.jpg, which is missing/],
  ])('is refused with %s', async (_, truth, complaint) => {
    await put(truth);
    await expect(readTruth(folder)).rejects.toThrow(complaint);
  });

  it('is refused without a truth.json, and told what that is', async () => {
    await expect(readTruth(folder)).rejects.toThrow(
      /truth\.json cannot be read.*"class": 0\.\.999/,
    );
  });

  it('has to be named where none is shared', () => {
    expect(() => photographsFolder(undefined, { SIGHTLINE_SHARED: folder })).toThrow(
      /Name a folder/,
    );
    expect(photographsFolder(folder)).toBe(folder);
  });
});
