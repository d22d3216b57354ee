import type { ModelFiles } from '../model-files';
import { INPUT_SIZE, type Network } from '../network';
import { Arena } from './arena';
import { startKernels } from './kernels-module';
import { Plan } from './plan';
import { readGraph } from './read-graph';

/**
 * MobileNet v2 on the processor, in fixed point: with the model's own weights, which are of 8 bits, and activations
 * of 15 bits, whose errors stay far below those of half-precision floats. No sum can overflow.
 */
export class FixedPointNetwork implements Network {
  /** It stays under 0.001. */
  readonly tolerance = 0.005;
  readonly #plan: Plan;
  readonly #picture: Uint8Array;
  /** Of the labelled classes: the background comes before them. */
  readonly #logits: Float32Array;

  private constructor(plan: Plan, { buffer }: WebAssembly.Memory, outputs: number) {
    this.#plan = plan;
    this.#picture = new Uint8Array(buffer, plan.input.at, INPUT_SIZE ** 2 * 4);
    this.#logits = new Float32Array(buffer, plan.output.at, outputs).subarray(1);
  }

  /**
   * @param kernels as they were compiled
   * @throws Error when the model is no MobileNet v2 with weights of 8 bits, or is damaged
   */
  static async load(
    { card, bytes }: ModelFiles,
    kernels: WebAssembly.Module,
  ): Promise<FixedPointNetwork> {
    if (card.inputRange.join() !== '-1,1') throw new Error('It takes no pixels from -1 to 1');
    const arena = new Arena();
    const plan = new Plan(readGraph(bytes), arena, await startKernels(kernels, arena.memory));
    const { input, output } = plan;
    if (input.size !== card.inputSize || output.channels < card.outputs) {
      throw new Error('Its input or output is not as its card says');
    }
    return new FixedPointNetwork(plan, arena.memory, card.outputs);
  }

  get tensors(): number {
    return this.#plan.tensors;
  }

  async infer(pictures: readonly Uint8ClampedArray[]): Promise<Float32Array> {
    const { length } = this.#logits;
    const logits = new Float32Array(length * pictures.length);
    for (const [index, pixels] of pictures.entries()) {
      if (pixels.length !== this.#picture.length) {
        throw new Error(`Pictures must be ${INPUT_SIZE} pixels wide and high`);
      }
      this.#picture.set(pixels);
      this.#plan.run();
      logits.set(this.#logits, index * length);
    }
    return logits;
  }
}
