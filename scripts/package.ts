import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import manifest from '../manifest.json' with { type: 'json' };
import { TINY_ID, verifyModel } from './model/verify-model';

/** The earliest time that a zip can hold: the same files make the same zip whenever it is made. */
const NO_TIME = '1980-01-01T00:00:00';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');

const model = await verifyModel(join(dist, 'model'));
if (model.state !== 'right' || model.card.id === TINY_ID) {
  const problem =
    model.state === 'right'
      ? 'dist/model holds the tiny model, which knows colours, not things'
      : `dist/model holds no whole model`;
  console.error(
    `Nothing was packaged: ${problem}. Set SIGHTLINE_MODEL to a folder with MobileNet, or go online, then run \`npm run package\` again.`,
  );
  process.exit(1);
}

const files = (await readdir(dist, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const contents: Zippable = {};
for (const file of files) {
  const name = relative(dist, file).split(sep).join('/');
  contents[name] = [await readFile(file), { mtime: NO_TIME, level: 9 }];
}
const zip = zipSync(contents);
const target = join(root, `sightline-${manifest.version}.zip`);
await writeFile(target, zip);
console.log(`${target}: ${files.length} files, ${(zip.length / 1e6).toFixed(1)} MB`);
