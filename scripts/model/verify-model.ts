import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelCard, parseModelCard } from '../../src/core/model-card';
import { fileChecksum } from './checksum';

/** What stands in a folder: no model, one that must not be used and why, or a whole one. */
export type Verification =
  | { readonly state: 'absent' }
  | { readonly state: 'wrong'; readonly problem: string }
  | { readonly state: 'right'; readonly card: ModelCard };

/** Id of the card of the project's own stand-in, which answers by colour and is never packaged. */
export const TINY_ID = 'sightline-tiny';

/**
 * Checks that a folder holds a whole, unaltered model: a sound card, and every file of it with the card's
 * checksum. A folder without card.json counts as empty, whatever else lies in it: the card is put in place
 * last and taken away first.
 */
export async function verifyModel(folder: string): Promise<Verification> {
  const text = await readCard(folder);
  if (text === undefined) return { state: 'absent' };
  try {
    const card = parseModelCard(JSON.parse(text));
    const problem = await findProblem(folder, card);
    return problem === undefined ? { state: 'right', card } : { state: 'wrong', problem };
  } catch (error) {
    return { state: 'wrong', problem: (error as Error).message };
  }
}

async function readCard(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, 'card.json'), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function findProblem(folder: string, card: ModelCard): Promise<string | undefined> {
  for (const file of ['model.json', card.labels]) {
    if (!(file in card.sha256)) return `card.json has no checksum for ${file}`;
  }
  for (const [file, expected] of Object.entries(card.sha256)) {
    const found = await fileChecksum(join(folder, file)).catch(() => undefined);
    if (found === undefined) return `${file} is missing or cannot be read`;
    if (found !== expected) return `${file} is not the file that card.json describes`;
  }
  return findMissingShard(folder, card);
}

/** Weights without a checksum could be anything. */
async function findMissingShard(folder: string, card: ModelCard): Promise<string | undefined> {
  const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
    weightsManifest?: readonly { readonly paths: readonly string[] }[];
  };
  const shards = (model.weightsManifest ?? []).flatMap(({ paths }) => paths);
  if (shards.length === 0) return 'model.json names no weights';
  const unknown = shards.find((shard) => !(shard in card.sha256));
  return unknown === undefined ? undefined : `card.json has no checksum for ${unknown}`;
}
