import * as tf from '@tensorflow/tfjs';
import { load, type MobileNet } from '@tensorflow-models/mobilenet';
import { artifactsOf } from './artifacts';
import type { ModelFiles } from './model-files';
import { INPUT_SIZE, type Network } from './network';

/** MobileNet on the current backend of TensorFlow.js. */
export class TensorFlowNetwork implements Network {
  /**
   * Graphics cards that compute in half precision stay under 0.02; a backend that returns zeros, NaN or another model's
   * answer is off by far more.
   */
  readonly tolerance = 0.05;
  readonly #network: MobileNet;

  private constructor(network: MobileNet) {
    this.#network = network;
  }

  /** @throws Error when the graph is damaged */
  static async load({ card, bytes }: ModelFiles): Promise<TensorFlowNetwork> {
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
    return new TensorFlowNetwork(network);
  }

  get tensors(): number {
    return tf.memory().numTensors;
  }

  async infer(pictures: readonly Uint8ClampedArray[]): Promise<Float32Array> {
    // tidy must stay synchronous: what an async function makes inside it leaks or is freed too early.
    const logits = tf.tidy(() => this.#network.infer(asOneImage(pictures)));
    try {
      return (await logits.data()) as Float32Array;
    } finally {
      logits.dispose();
    }
  }
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
