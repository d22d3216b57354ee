import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** The files of an extension by their paths in it, with slashes, in the order of their code units. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** The earliest day that a zip can hold; at noon, for no clock was ever put forward then. */
const NO_TIME = '1980-01-01T12:00:00';

/** Reads all files of an unpacked extension. */
export async function readPackageFiles(folder: string): Promise<PackageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
  const files = new Map<string, Uint8Array>();
  for (const path of paths) files.set(path, await readFile(join(folder, path)));
  return files;
}

/** Zips files: the same bytes for the same files, whenever, wherever and on whatever system it is done. */
export function zipFiles(files: PackageFiles): Uint8Array {
  const contents: Zippable = {};
  for (const path of [...files.keys()].toSorted()) {
    contents[path] = [files.get(path) ?? new Uint8Array(), { mtime: NO_TIME, level: 9, os: 0 }];
  }
  return zipSync(contents);
}
