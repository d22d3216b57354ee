import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { type KnownAnswer, parseKnownAnswer, referencePicture } from '../../src/core/known-answer';
import type { ModelCard } from '../../src/core/model-card';
import type { Reporter } from '../reporter';
import { fileChecksum } from './checksum';
import { loadInNode } from './load-in-node';
import { replaceFile } from './replace-file';

/** What the file holds: the known answer, and the checksum of the card that it was worked out for. */
interface StoredAnswer extends KnownAnswer {
  readonly card: string;
}

const FILE = 'known-answer.json';

/**
 * Puts known-answer.json beside a model unless the one there was worked out for this very card, and so for
 * these very weights.
 *
 * @throws Error when the model does not run
 */
export async function ensureKnownAnswer(
  folder: string,
  card: ModelCard,
  reporter: Reporter,
): Promise<void> {
  const cardSum = await fileChecksum(join(folder, 'card.json'));
  if (await isKnown(folder, card, cardSum)) return;
  reporter.say('Asking the model for its known answer, which takes some seconds ...');
  const stored: StoredAnswer = {
    model: card.id,
    card: cardSum,
    logits: await referenceLogits(folder, card).catch((error: Error) => {
      throw new Error(`The model in ${folder} does not run: ${error.message}`);
    }),
  };
  await replaceFile(join(folder, FILE), JSON.stringify(stored));
}

async function isKnown(folder: string, card: ModelCard, cardSum: string): Promise<boolean> {
  try {
    const stored: unknown = JSON.parse(await readFile(join(folder, FILE), 'utf8'));
    const { logits } = parseKnownAnswer(stored, card.id);
    return (stored as StoredAnswer).card === cardSum && logits.length === card.outputs - 1;
  } catch {
    return false; // missing, torn or another model's: it is made anew in each case
  }
}

async function referenceLogits(folder: string, card: ModelCard): Promise<number[]> {
  const model = await loadInNode(folder, card, 'cpu');
  const { inputSize } = card;
  const picture = Uint8Array.from(referencePicture(inputSize));
  const rgba = tf.tensor3d(picture, [inputSize, inputSize, 4], 'int32');
  const rgb = tf.slice(rgba, 0, [inputSize, inputSize, 3]);
  const logits = model.infer(rgb);
  const values = Array.from(await logits.data(), (value) => Number(value.toFixed(4)));
  tf.dispose([rgba, rgb, logits]);
  return values;
}
