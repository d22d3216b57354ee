import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { classCount } from '../../src/core/vocabulary';
import type { Photograph } from './answer';

const FORMAT = `a list of {"file": "name.jpg", "class": 0..${classCount - 1}}, in the order of the model's labels`;

const root = resolve(import.meta.dirname, '../..');

/**
 * The folder of photographs that was named, else the shared one where it is at hand.
 *
 * @throws Error when there is neither
 */
export function photographsFolder(named: string | undefined, env = process.env): string {
  if (named !== undefined) return resolve(named);
  const shared = resolve(root, env.SIGHTLINE_SHARED ?? '../shared', 'photos');
  if (existsSync(shared)) return shared;
  throw new Error(
    `Name a folder of photographs with a truth.json in it, ${FORMAT}: npm run bench:labels -- DIR`,
  );
}

/**
 * Reads which photographs a folder holds, and what they show.
 *
 * @throws Error that says what is wrong with the folder
 */
export async function readTruth(folder: string): Promise<Photograph[]> {
  const path = join(folder, 'truth.json');
  const text = await readFile(path, 'utf8').catch((error) => {
    throw new Error(`${path} cannot be read. It has to be ${FORMAT}.`, { cause: error });
  });
  const entries = parse(text, path);
  return entries.map((entry, index) => {
    const { file, class: truth } = (entry ?? {}) as Partial<Record<keyof Photograph, unknown>>;
    if (typeof file !== 'string' || file === '') {
      throw new Error(`Entry ${index} of ${path} names no file.`);
    }
    if (!Number.isInteger(truth) || (truth as number) < 0 || (truth as number) >= classCount) {
      throw new Error(
        `${path} gives ${file} the class ${JSON.stringify(truth)}. Classes go from 0 to ${classCount - 1}.`,
      );
    }
    if (!existsSync(join(folder, file)))
      throw new Error(`${path} names ${file}, which is missing.`);
    return { file, class: truth as number };
  });
}

function parse(text: string, path: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON.`, { cause: error });
  }
  if (!Array.isArray(value) || value.length === 0) throw new Error(`${path} is not ${FORMAT}.`);
  return value;
}
