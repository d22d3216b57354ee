import * as tf from '@tensorflow/tfjs';
import { load, type MobileNet } from '@tensorflow-models/mobilenet';
import { isKnownAnswer, type KnownAnswer, referencePicture } from '../../core/known-answer';
import { artifactsOf } from './artifacts';
import type { ModelFiles } from './model-files';

/** Side of the pictures that @tensorflow-models/mobilenet takes; it would resize any other without antialiasing. */
export const INPUT_SIZE = 224;

/** A picture as the engine takes it. */
export interface Picture {
  /** RGBA of the model's input size, 0..255. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** How many times higher than the model's own the temperature is, more than 0. */
  readonly softening: number;
}

/** MobileNet on the current backend. */
export class Classifier {
  readonly #network: MobileNet;
  readonly #temperature: number;
  readonly #knownAnswer: KnownAnswer;

  private constructor(network: MobileNet, temperature: number, knownAnswer: KnownAnswer) {
    this.#network = network;
    this.#temperature = temperature;
    this.#knownAnswer = knownAnswer;
  }

  /**
   * Loads the model on the current backend.
   *
   * @throws Error when the model is not laid out as it should be
   */
  static async load({ card, knownAnswer, calibration, bytes }: ModelFiles): Promise<Classifier> {
    if (card.inputSize !== INPUT_SIZE || card.backgroundClass !== 0) {
      throw new Error(`The model ${card.name} is not laid out as MobileNet is`);
    }
    const artifacts = await artifactsOf(bytes);
    const network = await load({
      version: 2,
      alpha: 1,
      modelUrl: tf.io.fromMemory(artifacts),
      inputRange: [...card.inputRange],
    });
    // The network keeps these for when it is to be saved: 3.5 MB beside the weights that it has made of them.
    delete artifacts.weightData;
    delete artifacts.modelTopology;
    return new Classifier(network, calibration.temperature, knownAnswer);
  }

  /**
   * Holds a batch to the known answer, which warms it up as well.
   *
   * @param batch how many pictures it is of
   * @throws Error when the backend answers wrongly
   */
  async check(batch: number): Promise<void> {
    const pictures = Array<Uint8ClampedArray>(batch).fill(referencePicture(INPUT_SIZE));
    const logits = await this.#read(pictures, (raw) => raw);
    const isRight = splitInto(batch, logits).every((each) =>
      isKnownAnswer(this.#knownAnswer, each),
    );
    if (!isRight) throw new Error('It gives wrong answers here');
  }

  /**
   * @param pictures at least one; they go through the network as one batch
   * @returns for each the probability of each class, 0..1, in the order of the labels
   */
  async classify(pictures: readonly Picture[]): Promise<Float32Array<ArrayBuffer>[]> {
    const temperatures = pictures.map(({ softening }) => [this.#temperature * softening]);
    const probabilities = await this.#read(
      pictures.map(({ pixels }) => pixels),
      (logits) => tf.softmax(tf.div(logits, tf.tensor2d(temperatures))),
    );
    if (!probabilities.every(Number.isFinite)) throw new Error('The backend returned no numbers');
    // What was never computed reads as zeros, and those are all alike.
    if (probabilities.every((each) => each === probabilities[0])) {
      throw new Error('The backend returned nothing');
    }
    return splitInto(pictures.length, probabilities);
  }

  async #read(
    pictures: readonly Uint8ClampedArray[],
    finish: (logits: tf.Tensor) => tf.Tensor,
  ): Promise<Float32Array<ArrayBuffer>> {
    // tidy must stay synchronous: what an async function makes inside it leaks or is freed too early.
    const result = tf.tidy(() => finish(this.#network.infer(asOneImage(pictures))));
    try {
      return (await result.data()) as Float32Array<ArrayBuffer>;
    } finally {
      result.dispose();
    }
  }
}

function splitInto(parts: number, values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer>[] {
  const size = values.length / parts;
  return Array.from({ length: parts }, (_, at) => values.slice(at * size, (at + 1) * size));
}

/**
 * The package takes a single image of three dimensions, and then reads it as n x 224 x 224 x 3. So the pictures
 * lie one behind the other in a tensor that has the sides of one and n times its channels.
 *
 * @param pictures RGBA, of which the alpha channel is left out
 */
function asOneImage(pictures: readonly Uint8ClampedArray[]): tf.Tensor3D {
  const side = INPUT_SIZE;
  const channels = 3 * pictures.length;
  const values = new Float32Array(side * side * channels);
  let at = 0;
  for (const pixels of pictures) {
    for (let from = 0; from < pixels.length; from += 4) {
      values[at++] = pixels[from] as number;
      values[at++] = pixels[from + 1] as number;
      values[at++] = pixels[from + 2] as number;
    }
  }
  if (at !== values.length) throw new Error(`Pictures must be ${side} pixels wide and high`);
  return tf.tensor3d(values, [side, side, channels]);
}
