import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '../../src/core/model-card';
import type { Reporter } from '../reporter';
import { downloadModel } from './download-model';
import { proveInputRange } from './prove-input-range';
import type { PublishedModel } from './published-model';

/** A model, gathered and checked in a staging folder. */
export interface Staged {
  readonly card: ModelCard;
  /** Where it came from, in words that fit behind "from". */
  readonly from: string;
}

export interface StageDownloadOptions {
  /** The project's folder. */
  readonly root: string;
  readonly reporter: Reporter;
  readonly readPublished: () => Promise<PublishedModel>;
}

/**
 * Downloads MobileNet from the first host that has it right. A host that fails, or sends a model that
 * fails a check, gives way to the next, and the reason is told.
 *
 * @param staging empty, and empty again when no host serves
 */
export async function stageDownload(
  staging: string,
  { root, reporter, readPublished }: StageDownloadOptions,
): Promise<Staged | undefined> {
  const published = await readPublished().catch((error: Error) => {
    reporter.say(error.message);
  });
  if (!published) return undefined;
  for (const address of published.addresses) {
    const url = new URL(address);
    try {
      const card = await downloadModel(url, staging, published, reporter);
      await proveInputRange(staging, card, join(root, 'scripts/demo'), reporter);
      return { card, from: url.host };
    } catch (error) {
      reporter.say(`The model at ${url.host} is not used: ${(error as Error).message}.`);
      await rm(staging, { recursive: true });
      await mkdir(staging);
    }
  }
  return undefined;
}
