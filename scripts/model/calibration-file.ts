import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Calibration, parseCalibration } from '../../src/core/calibration';
import type { ModelCard } from '../../src/core/model-card';

const FILE = 'calibration.json';

/** Where the project keeps the calibration of a model that it knows. */
export const calibrationPath = (model: string): string =>
  join(import.meta.dirname, 'calibrations', `${model}.json`);

/**
 * Sees to it that calibration.json stands beside a model: the one that the project keeps for it, else the one
 * that stands there, as the tiny model's does, else one that takes its answers as they are.
 */
export async function ensureCalibration(folder: string, { id }: ModelCard): Promise<void> {
  const calibration = (await read(calibrationPath(id), id)) ??
    (await read(join(folder, FILE), id).catch(() => undefined)) ?? {
      model: id,
      temperature: 1,
      fullDetail: 128,
      photographsOnly: true,
      how: 'Never fitted: the model is taken at its word.',
    };
  // By rename, so that a set-up that dies here leaves no half file.
  const fresh = join(folder, `${FILE}.${process.pid}.new`);
  await writeFile(fresh, `${JSON.stringify(calibration, null, 2)}\n`);
  await rename(fresh, join(folder, FILE));
}

async function read(path: string, model: string): Promise<Calibration | undefined> {
  try {
    return parseCalibration(JSON.parse(await readFile(path, 'utf8')), model);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
