import { isKnownAnswer, type KnownAnswer, referencePicture } from '../../core/known-answer';
import type { ModelFiles } from './model-files';
import { INPUT_SIZE, type Network } from './network';

/** A picture as the engine takes it. */
export interface Picture {
  /** RGBA of the model's input size, 0..255. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** How many times higher than the model's own the temperature is, more than 0. */
  readonly softening: number;
}

/** Makes probabilities of what a network answers. */
export class Classifier {
  readonly #network: Network;
  readonly #temperature: number;
  readonly #knownAnswer: KnownAnswer;

  private constructor(network: Network, { calibration, knownAnswer }: ModelFiles) {
    this.#network = network;
    this.#temperature = calibration.temperature;
    this.#knownAnswer = knownAnswer;
  }

  /**
   * Loads the model.
   *
   * @param load a way to compute it
   * @throws Error when the model is not laid out as it should be, or cannot be computed that way
   */
  static async load(
    files: ModelFiles,
    load: (files: ModelFiles) => Promise<Network>,
  ): Promise<Classifier> {
    const { card } = files;
    if (card.inputSize !== INPUT_SIZE || card.backgroundClass !== 0) {
      throw new Error(`The model ${card.name} is not laid out as MobileNet is`);
    }
    return new Classifier(await load(files), files);
  }

  /** How many tensors it holds. */
  get tensors(): number {
    return this.#network.tensors;
  }

  /**
   * Holds a batch to the known answer, which warms it up as well.
   *
   * @param batch how many pictures it is of
   * @throws Error when the answer is wrong
   */
  async check(batch: number): Promise<void> {
    const pictures = Array<Uint8ClampedArray>(batch).fill(referencePicture(INPUT_SIZE));
    const logits = await this.#network.infer(pictures);
    const isRight = splitInto(batch, logits).every((each) =>
      isKnownAnswer(this.#knownAnswer, each, this.#network.tolerance),
    );
    if (!isRight) throw new Error('It gives wrong answers here');
  }

  /**
   * @param pictures at least one; they go through the network as one batch
   * @returns for each the probability of each class, 0..1, in the order of the labels
   * @throws Error when the network fails
   */
  async classify(pictures: readonly Picture[]): Promise<Float32Array<ArrayBuffer>[]> {
    const logits = await this.#network.infer(pictures.map(({ pixels }) => pixels));
    if (!logits.every(Number.isFinite)) throw new Error('The backend returned no numbers');
    // What was never computed reads as zeros, and those are all alike.
    if (logits.every((each) => each === logits[0])) {
      throw new Error('The backend returned nothing');
    }
    return splitInto(pictures.length, logits).map((each, at) =>
      softmax(each, this.#temperature * (pictures[at]?.softening ?? 1)),
    );
  }
}

const splitInto = (parts: number, values: Float32Array): Float32Array[] => {
  const size = values.length / parts;
  return Array.from({ length: parts }, (_, at) => values.subarray(at * size, (at + 1) * size));
};

/** exp(logit / temperature), as shares of their sum. */
function softmax(logits: Float32Array, temperature: number): Float32Array<ArrayBuffer> {
  const most = logits.reduce((high, logit) => Math.max(high, logit));
  const powers = Float32Array.from(logits, (logit) => Math.exp((logit - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
