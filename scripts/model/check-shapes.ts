import * as tf from '@tensorflow/tfjs';
import type { ModelCard } from '../../src/core/model-card';
import { folderHandler, useBackend } from './load-in-node';

/** What a graph takes and gives; its card must say the same. */
export type Shapes = Pick<ModelCard, 'inputSize' | 'outputs' | 'embeddingSize'>;

/**
 * Finds a model's shapes by running it once on black: many a model.json does not give those of its outputs.
 *
 * @param embeddingNode node whose output is the embedding
 * @throws Error when it does not run, or is not made for one square RGB picture at a time or many
 */
export async function measureShapes(folder: string, embeddingNode: string): Promise<Shapes> {
  await useBackend('cpu');
  const model = await tf.loadGraphModel(folderHandler(folder));
  const [input, ...more] = model.inputs;
  const [batch, height, width, channels] = input?.shape ?? [];
  const [output = ''] = model.outputNodes;
  if (
    more.length > 0 ||
    (batch !== -1 && batch !== 1) ||
    height === undefined ||
    height !== width ||
    channels !== 3
  ) {
    throw new Error(`its input is [${input?.shape ?? ''}], not a square RGB picture`);
  }
  const [logits, embedding] = tf.tidy(() => {
    const black = tf.zeros([1, height, width, 3]);
    const results = model.execute(black, [output, embeddingNode]) as tf.Tensor[];
    return results.map(({ shape }) => shape);
  }) as [number[], number[]];
  model.dispose();
  return {
    inputSize: height,
    outputs: lengthOf(logits, 2, 'output'),
    embeddingSize: lengthOf(embedding, 4, 'embedding'),
  };
}

/**
 * Checks that a model is what its card says.
 *
 * @throws Error that names the first difference
 */
export async function checkShapes(folder: string, card: ModelCard): Promise<void> {
  const shapes = await measureShapes(folder, card.embeddingNode);
  for (const key of ['inputSize', 'outputs', 'embeddingSize'] as const) {
    if (shapes[key] === card[key]) continue;
    throw new Error(`its ${key} is ${shapes[key]}, and should be ${card[key]}`);
  }
}

/** Length of a vector that one picture gives, whose other sides are all 1. */
function lengthOf(shape: readonly number[], rank: number, what: string): number {
  const length = shape.at(-1) ?? 0;
  if (shape.length === rank && shape.slice(0, -1).every((side) => side === 1)) return length;
  throw new Error(`its ${what} is [${shape}], not one vector a picture`);
}
