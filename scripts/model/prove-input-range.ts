import * as tf from '@tensorflow/tfjs';
import type { ModelCard } from '../../src/core/model-card';
import type { Reporter } from '../reporter';
import { type Drawing, readDrawings } from './demo-drawings';
import { loadInNode } from './load-in-node';

type Range = ModelCard['inputRange'];

/** The ranges that networks of this kind are trained with. */
const RANGES: readonly Range[] = [
  [0, 1],
  [-1, 1],
];

/** How a model does on the drawings when its input is in a certain range. */
interface Trial {
  /** How many drawings have their class in the top five. */
  readonly named: number;
  /** Probability that the right classes get there, summed over the drawings. */
  readonly trust: number;
}

/**
 * Proves that a model wants its pixels in the range that its card says. Nothing in the file tells: with the
 * wrong range it runs, and its answers are merely worse. So the demo drawings are shown to it. With the
 * card's range it must name at least half of them in its top five, and trust its right answers more than
 * with the other range: good drawings are named with either, but not as surely.
 *
 * @param drawings folder of drawings.json
 * @throws Error when it does not
 */
export async function proveInputRange(
  folder: string,
  card: ModelCard,
  drawings: string,
  reporter: Reporter,
): Promise<void> {
  const pictures = await readDrawings(drawings, card.inputSize);
  const others = RANGES.filter((range) => String(range) !== String(card.inputRange));
  const progress = reporter.progress('Checking the model on the demo drawings');
  let done = 0;
  const total = pictures.length * (1 + others.length);
  const onDone = (): void => progress.update(`${++done} of ${total}`);
  try {
    const own = await tryRange(folder, card, pictures, onDone);
    if (own.named * 2 < pictures.length) {
      throw new Error(`it names only ${own.named} of the ${pictures.length} demo drawings`);
    }
    for (const range of others) {
      const other = await tryRange(folder, { ...card, inputRange: range }, pictures, onDone);
      if (other.trust < own.trust) continue;
      throw new Error(
        `the demo drawings show that its input range is [${range}], not [${card.inputRange}]`,
      );
    }
  } finally {
    progress.end();
  }
}

async function tryRange(
  folder: string,
  card: ModelCard,
  drawings: readonly Drawing[],
  onDone: () => void,
): Promise<Trial> {
  const model = await loadInNode(folder, card, 'wasm');
  let named = 0;
  let trust = 0;
  for (const { pixels, expected } of drawings) {
    const picture = tf.tensor3d(pixels, [card.inputSize, card.inputSize, 3], 'int32');
    const answers = await model.classify(picture, 5);
    picture.dispose();
    // One class goes by several names: "beacon, lighthouse, beacon light, pharos".
    const right = answers.filter(({ className }) =>
      [className, ...className.split(', ')].some((name) => expected.includes(name)),
    );
    if (right.length > 0) named++;
    trust += right.reduce((sum, { probability }) => sum + probability, 0);
    onDone();
  }
  return { named, trust };
}
