import * as tf from '@tensorflow/tfjs';
import { load, type MobileNet } from '@tensorflow-models/mobilenet';
import { isKnownAnswer, referencePicture } from '../../core/known-answer';
import type { ModelFiles } from './model-files';

/** Side of the pictures that @tensorflow-models/mobilenet takes; it would resize any other without antialiasing. */
const PACKAGE_INPUT_SIZE = 224;

/** MobileNet on the current backend. */
export class Classifier {
  readonly #files: ModelFiles;
  readonly #network: MobileNet;

  private constructor(files: ModelFiles, network: MobileNet) {
    this.#files = files;
    this.#network = network;
  }

  /**
   * Loads the model on the current backend, warms it up and holds it to its known answer.
   *
   * @throws Error when the backend answers wrongly
   */
  static async load(files: ModelFiles): Promise<Classifier> {
    const { card } = files;
    if (card.inputSize !== PACKAGE_INPUT_SIZE || card.backgroundClass !== 0) {
      throw new Error(`The model ${card.name} is not laid out as MobileNet is`);
    }
    const network = await load({
      version: 2,
      alpha: 1,
      modelUrl: tf.io.fromMemory(files.artifacts),
      inputRange: [...card.inputRange],
    });
    const classifier = new Classifier(files, network);
    const logits = await classifier.#read(referencePicture(card.inputSize), (raw) => raw);
    if (!isKnownAnswer(files.knownAnswer, logits)) {
      throw new Error('It gives wrong answers here');
    }
    return classifier;
  }

  /**
   * @param pixels RGBA of a picture of the model's input size, 0..255
   * @param softening how many times higher than the model's own the temperature is, more than 0
   * @returns the probability of each class, 0..1, in the order of the labels
   */
  async classify(
    pixels: Uint8ClampedArray<ArrayBuffer>,
    softening: number,
  ): Promise<Float32Array<ArrayBuffer>> {
    const temperature = this.#files.calibration.temperature * softening;
    const probabilities = await this.#read(pixels, (logits) =>
      tf.softmax(tf.div(logits, temperature)),
    );
    if (!probabilities.every(Number.isFinite)) throw new Error('The backend returned no numbers');
    return probabilities;
  }

  async #read(
    pixels: Uint8ClampedArray<ArrayBuffer>,
    finish: (logits: tf.Tensor) => tf.Tensor,
  ): Promise<Float32Array<ArrayBuffer>> {
    const { inputSize } = this.#files.card;
    const image = new ImageData(pixels, inputSize, inputSize);
    // tidy must stay synchronous: what an async function makes inside it leaks or is freed too early.
    const result = tf.tidy(() => finish(this.#network.infer(image)));
    try {
      return (await result.data()) as Float32Array<ArrayBuffer>;
    } finally {
      result.dispose();
    }
  }
}
