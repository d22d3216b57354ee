import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import type { Bench, Figure, Part } from '../part';

export const size: Part = {
  name: 'size',
  title: 'The package',
  limit: 60,
  run: measure,
};

async function measure({ extension }: Bench): Promise<Figure[]> {
  const entries = await readdir(extension, { recursive: true, withFileTypes: true });
  const contents: Zippable = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name);
    // As scripts/package.ts makes it.
    const name = relative(extension, file).split(sep).join('/');
    contents[name] = [await readFile(file), { mtime: '1980-01-01T00:00:00', level: 9 }];
  }
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
  const script = await readFile(join(extension, manifest.content_scripts[0].js[0]));
  return [
    { name: 'zip', value: zipSync(contents).length / 1e6, unit: 'MB', aim: { most: 6 } },
    {
      name: 'content script, gzipped',
      value: gzipSync(script, { level: 9 }).length / 1e3,
      unit: 'kB',
      aim: { most: 20 },
    },
  ];
}
