import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ModelCard } from '../../src/core/model-card';
import { copyCalibration } from './calibration-file';
import { checkShapes } from './check-shapes';
import { verifyModel } from './verify-model';

/** A folder that a model may be copied from. */
export interface ModelFolder {
  readonly path: string;
  /** Whether the user named it, so that it is a mistake when no model is there. */
  readonly named: boolean;
}

/** The folder in SIGHTLINE_MODEL, else the one that is shared beside the project. */
export function modelFolder(root: string, env: NodeJS.ProcessEnv): ModelFolder {
  const named = env.SIGHTLINE_MODEL;
  if (named) return { path: resolve(root, named), named: true };
  const shared = resolve(root, env.SIGHTLINE_SHARED || '../shared');
  return { path: join(shared, 'model'), named: false };
}

/**
 * Copies a folder's model into another folder, with its calibration if it has one, and checks the copy.
 *
 * @param to empty
 * @returns the card, or undefined when an unnamed folder holds no model
 * @throws Error when a named folder holds none, or the model is altered, half, or not what its card says
 */
export async function copyModel(from: ModelFolder, to: string): Promise<ModelCard | undefined> {
  const found = await verifyModel(from.path);
  if (found.state === 'absent') {
    if (!from.named) return undefined;
    throw new Error(
      `SIGHTLINE_MODEL names ${from.path}, but no card.json is there. Correct it or unset it.`,
    );
  }
  try {
    if (found.state === 'wrong') throw new Error(found.problem);
    await copyFiles(found.card, from.path, to);
    const copy = await verifyModel(to);
    if (copy.state !== 'right') throw new Error('it changed while it was copied');
    await checkShapes(to, copy.card);
    await copyCalibration(copy.card, from.path, to);
    return copy.card;
  } catch (error) {
    const problem = (error as Error).message;
    const remedy = from.named ? 'or unset SIGHTLINE_MODEL' : 'or remove it';
    throw new Error(`The model in ${from.path} cannot be used: ${problem}. Mend it, ${remedy}.`);
  }
}

/** The card and every file it names: what else lies there is no part of the model. */
async function copyFiles(card: ModelCard, from: string, to: string): Promise<void> {
  for (const file of [...Object.keys(card.sha256), 'card.json']) {
    // Not copyFile, which takes over a read-only mode that later hinders replacing the file on Windows.
    await writeFile(join(to, file), await readFile(join(from, file)));
  }
}
