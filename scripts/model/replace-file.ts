import { rename, rm, writeFile } from 'node:fs/promises';

/** Puts a text in the place of a file, by rename, so that a set-up that dies here leaves no half file. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  try {
    await writeFile(fresh, text);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
