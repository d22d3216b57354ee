import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Calibration, parseCalibration } from '../../src/core/calibration';
import type { ModelCard } from '../../src/core/model-card';
import type { Reporter } from '../reporter';
import { replaceFile } from './replace-file';

const FILE = 'calibration.json';

/** Where the project keeps the calibration of a model that it knows. */
export const calibrationPath = (model: string): string =>
  join(import.meta.dirname, 'calibrations', `${model}.json`);

/**
 * Sees to it that calibration.json stands beside a model: the one that the project keeps for it, else the one
 * that stands there, as the tiny model's does, else one that takes its answers as they are, which is told.
 */
export async function ensureCalibration(
  folder: string,
  { id, name }: ModelCard,
  reporter: Reporter,
): Promise<void> {
  const unfitted = neverFitted(id);
  const own = await read(calibrationPath(id), id);
  const calibration = own ?? (await readBeside(folder, id)) ?? unfitted;
  // One that an earlier set-up made up is no better than none.
  if (isDeepStrictEqual(calibration, unfitted)) {
    reporter.say(`${name} has no calibration: its percentages are not fitted.`);
  }
  await writeBeside(folder, calibration);
}

/** Takes along the calibration that stands beside a model, where it is whole and that model's. */
export async function copyCalibration({ id }: ModelCard, from: string, to: string): Promise<void> {
  const calibration = await readBeside(from, id);
  if (calibration) await writeBeside(to, calibration);
}

const neverFitted = (model: string): Calibration => ({
  model,
  temperature: 1,
  fullDetail: 128,
  photographsOnly: true,
  how: 'Never fitted: the model is taken at its word.',
});

const readBeside = (folder: string, model: string): Promise<Calibration | undefined> =>
  read(join(folder, FILE), model).catch(() => undefined);

/** Leaves a file alone that says the same, for a build may be reading it. */
async function writeBeside(folder: string, calibration: Calibration): Promise<void> {
  const path = join(folder, FILE);
  const text = `${JSON.stringify(calibration, null, 2)}\n`;
  const standing = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== standing) await replaceFile(path, text);
}

async function read(path: string, model: string): Promise<Calibration | undefined> {
  try {
    return parseCalibration(JSON.parse(await readFile(path, 'utf8')), model);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
