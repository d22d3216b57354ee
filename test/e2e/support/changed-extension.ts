import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeUsedFolder } from '../../../scripts/remove-used-folder';
import { tinyExtension } from './prepare-extensions';

/** Lets a test use a copy of the extension, changed. */
export async function withChanged(
  change: (extension: string) => Promise<void>,
  use: (extension: string) => Promise<void>,
): Promise<void> {
  const extension = await mkdtemp(join(tmpdir(), 'sightline-changed-'));
  try {
    await cp(tinyExtension, extension, { recursive: true });
    await change(extension);
    await use(extension);
  } finally {
    await removeUsedFolder(extension);
  }
}

/** Changes a script of an extension: the first of such names that does not stay as it is. */
export async function changeScript(
  extension: string,
  name: RegExp,
  change: (script: string) => string,
): Promise<void> {
  const folder = join(extension, 'assets');
  for (const file of (await readdir(folder)).filter((each) => name.test(each))) {
    const script = await readFile(join(folder, file), 'utf8');
    const changed = change(script);
    if (changed !== script) return writeFile(join(folder, file), changed);
  }
  throw new Error(`There is nothing to change in ${name}`);
}
