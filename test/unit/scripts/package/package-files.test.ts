import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, expect, it, vi } from 'vitest';
import { readPackageFiles, zipFiles } from '../../../../scripts/package/package-files';

const folders: string[] = [];

async function writeFolder(name: string, files: readonly (readonly [string, string])[]) {
  const folder = await mkdtemp(join(tmpdir(), name));
  folders.push(folder);
  await mkdir(join(folder, 'b'));
  for (const [path, text] of files) await writeFile(join(folder, path), text);
  return folder;
}

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

it('zips the same files to the same bytes, in another folder, order, time and zone too', async () => {
  const files = [
    ['b/c.js', 'two'],
    ['b.js', 'one'],
    ['Z.txt', 'three'],
  ] as const;
  const one = zipFiles(await readPackageFiles(await writeFolder('sightline-a-', files)));
  vi.useFakeTimers({ now: Date.UTC(2031, 6, 1), toFake: ['Date'] });
  vi.stubEnv('TZ', 'Asia/Tokyo');
  const other = zipFiles(
    await readPackageFiles(await writeFolder('another-place-', files.toReversed())),
  );
  expect(other).toEqual(one);
  expect(Object.keys(unzipSync(one))).toEqual(['Z.txt', 'b.js', 'b/c.js']);
});

it('keeps each file as it is', async () => {
  const folder = await writeFolder('sightline-a-', [['b/c.js', 'export {};']]);
  const zip = unzipSync(zipFiles(await readPackageFiles(folder)));
  expect(new TextDecoder().decode(zip['b/c.js'])).toBe('export {};');
});
