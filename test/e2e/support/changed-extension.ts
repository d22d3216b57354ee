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

/** Changes a script of an extension, which must not stay as it is. */
export async function changeScript(
  extension: string,
  name: RegExp,
  change: (script: string) => string,
): Promise<void> {
  const folder = join(extension, 'assets');
  const file = (await readdir(folder)).find((each) => name.test(each));
  if (!file) throw new Error(`There is no ${name}`);
  const script = await readFile(join(folder, file), 'utf8');
  const changed = change(script);
  if (changed === script) throw new Error(`There is nothing to change in ${file}`);
  await writeFile(join(folder, file), changed);
}
