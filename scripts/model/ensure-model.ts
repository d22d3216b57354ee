import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ModelCard } from '../../src/core/model-card';
import { writeTinyModel } from '../../test/fixtures/tiny-model';
import { consoleReporter, type Reporter } from '../reporter';
import { ensureCalibration } from './calibration-file';
import { copyModel, modelFolder } from './copy-model';
import { installModel, withStaging } from './install-model';
import { ensureKnownAnswer } from './known-answer-file';
import { type PublishedModel, readPublishedModel } from './published-model';
import { withSetUpLock } from './set-up-lock';
import { type Staged, stageDownload } from './stage-download';
import { TINY_ID, verifyModel } from './verify-model';

/** The model that public/model holds now. */
export interface ModelState {
  readonly card: ModelCard;
  /** Whether it is MobileNet, or the project's stand-in that only knows colours. */
  readonly kind: 'real' | 'tiny';
  /** Where it came from, in words that fit behind "from". */
  readonly from: string;
}

export interface EnsureModelOptions {
  /** The project's folder. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly reporter: Reporter;
  readonly readPublished: () => Promise<PublishedModel>;
}

/**
 * Makes sure that public/model holds a whole model and its neighbour files: the one that stands there, else a
 * folder's, else a download, else the tiny one. A tiny one gives way as soon as a real one can be had.
 *
 * @throws Error when SIGHTLINE_MODEL or the shared folder holds a model that must not be used
 */
export async function ensureModel(given: Partial<EnsureModelOptions> = {}): Promise<ModelState> {
  const options: EnsureModelOptions = {
    root: given.root ?? resolve(import.meta.dirname, '../..'),
    env: given.env ?? process.env,
    reporter: given.reporter ?? consoleReporter(),
    readPublished: given.readPublished ?? readPublishedModel,
  };
  const cache = join(options.root, '.cache');
  return withSetUpLock(cache, options.reporter, () => keepOrReplace(cache, options));
}

async function keepOrReplace(cache: string, options: EnsureModelOptions): Promise<ModelState> {
  const { root, reporter } = options;
  const target = join(root, 'public/model');
  const standing = await verifyModel(target);
  if (standing.state === 'right' && standing.card.id !== TINY_ID) {
    await ensureNeighbours(target, standing.card, reporter);
    return stateOf({ card: standing.card, from: 'public/model as it stands' });
  }
  if (standing.state === 'wrong') {
    reporter.say(`The model in public/model is not used: ${standing.problem}.`);
  }
  return withStaging(cache, async (staging) => {
    const staged = (await stageReal(staging, options)) ?? (await stageTiny(staging));
    await ensureNeighbours(staging, staged.card, reporter);
    // The same tiny model again: a build that reads it meanwhile is left in peace.
    const same = standing.state === 'right' && isDeepStrictEqual(standing.card, staged.card);
    if (same) await ensureNeighbours(target, staged.card, reporter);
    else await installModel(staging, target);
    return stateOf(staged);
  });
}

/** The files beside a model that are the project's own. */
async function ensureNeighbours(
  folder: string,
  card: ModelCard,
  reporter: Reporter,
): Promise<void> {
  await ensureCalibration(folder, card, reporter);
  await ensureKnownAnswer(folder, card, reporter);
}

function stateOf({ card, from }: Staged): ModelState {
  return { card, from, kind: card.id === TINY_ID ? 'tiny' : 'real' };
}

async function stageReal(
  staging: string,
  options: EnsureModelOptions,
): Promise<Staged | undefined> {
  const folder = modelFolder(options.root, options.env);
  const card = await copyModel(folder, staging);
  return card ? { card, from: folder.path } : stageDownload(staging, options);
}

async function stageTiny(staging: string): Promise<Staged> {
  return { card: await writeTinyModel(staging), from: 'test/fixtures, as no other could be had' };
}
