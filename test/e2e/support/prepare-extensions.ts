import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeTinyModel } from '../../fixtures/tiny-model';

const root = resolve(import.meta.dirname, '../../..');

/** The extension as it was built, with whatever model set-up found. */
export const builtExtension = join(root, 'dist');

/** The same with the tiny model in it, whose answers are exact. */
export const tinyExtension = join(root, '.cache/extension-with-tiny-model');

/** Puts the extension with the tiny model together, once before all browser tests. */
export default async function prepareExtensions(): Promise<void> {
  if (!existsSync(join(builtExtension, 'manifest.json'))) {
    throw new Error('There is nothing to test in dist/. Run `npm run build` first.');
  }
  await rm(tinyExtension, { recursive: true, force: true });
  await cp(builtExtension, tinyExtension, { recursive: true });
  await rm(join(tinyExtension, 'model'), { recursive: true });
  await writeTinyModel(join(tinyExtension, 'model'));
}
