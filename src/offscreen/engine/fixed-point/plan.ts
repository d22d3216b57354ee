import type { Arena } from './arena';
import type { Kernels } from './kernels-module';
import { checkSum, LANES, MOST, packDepthwise, padDense } from './pack-weights';
import { type Convolution, type Graph, inputsOf, type Step, type Weights } from './read-graph';

/** What the kernels add to a number to round it; see kernels/counts.ts. */
const ROUNDING = 1.5 * 2 ** 23;

/** What a count is worth where a layer ends with ReLU6: its outputs, 0..6, make use of all counts. */
const RELU6_SCALE = 6 / MOST;

/** Pixels are counts from -255 to 255, which stand for -1 to 1. */
const PIXEL_SCALE = 1 / 255;

/** Bytes of a pixel and after a picture, which the kernels may read. */
const PIXEL = 4;
const MARGIN = 8;

/** Bytes of a count, and of a number, which is a float32. */
const WIDTHS = { counts: 2, numbers: 4 } as const;

/** What a layer puts out: size x size x channels. */
interface Activation {
  readonly kind: 'picture' | keyof typeof WIDTHS;
  readonly at: number;
  readonly bytes: number;
  readonly size: number;
  readonly channels: number;
}

/** Counts that a dense layer works on: pixels x inputs. */
interface Operand {
  readonly at: number;
  readonly pixels: number;
  /** For each input which row of the weights is its own; undefined where none is. */
  readonly rows: readonly (number | undefined)[];
  /** What a count is worth when the layer runs. */
  readonly scale: () => number;
  /** Bytes that are free again when the layer is done. */
  readonly bytes: number;
}

/**
 * A network laid out in memory, with what is to be done for a picture.
 *
 * A layer with ReLU6 puts counts out. One without it may put out any numbers: they are kept as they are, and made
 * counts of for the next layer, in steps as small as the largest of them allows.
 */
export class Plan {
  /** Where the picture is to be: RGBA, 0..255. */
  readonly input: Activation;
  /** Where the logits are to be found. */
  readonly output: Activation;
  readonly #arena: Arena;
  readonly #kernels: Kernels;
  readonly #steps: (() => void)[] = [];
  #tensors = 0;

  /** @throws Error when the network is not laid out as MobileNet v2 is */
  constructor(graph: Graph, arena: Arena, kernels: Kernels) {
    this.#arena = arena;
    this.#kernels = kernels;
    const lastUses = new Map<string, string>();
    for (const [name, step] of graph) for (const input of inputsOf(step)) lastUses.set(input, name);
    const activations = new Map<string, Activation>();
    for (const [name, step] of graph) {
      const inputs = inputsOf(step).map((input) => activations.get(input) as Activation);
      activations.set(name, this.#add(step, inputs));
      for (const input of new Set(inputsOf(step))) {
        const { at, bytes } = activations.get(input) as Activation;
        if (lastUses.get(input) === name) arena.giveBack(at, bytes);
      }
    }
    const [input, output] = [[...activations.values()][0], [...activations.values()].at(-1)];
    if (input?.kind !== 'picture') throw new Error('It does not begin with a picture');
    if (output?.kind !== 'numbers' || output.size !== 1) throw new Error('It ends with no logits');
    this.input = input;
    this.output = output;
  }

  /** How many tensors it has room for, weights and biases included. */
  get tensors(): number {
    return this.#tensors;
  }

  /** Makes logits of the picture. */
  run(): void {
    for (const step of this.#steps) step();
  }

  #add(step: Step, [one, other]: readonly Activation[]): Activation {
    if (step.kind === 'input') return this.#picture(step.size);
    if (step.kind === 'convolution' && one) return this.#dense(step, one);
    if (step.kind === 'depthwise' && one) return this.#depthwise(step, one);
    if (step.kind === 'mean' && one) return this.#mean(one);
    if (step.kind === 'add' && one && other) return this.#sum(one, other);
    throw new Error('It has a layer without an input');
  }

  #picture(size: number): Activation {
    if (!(size > 0 && size % 2 === 0)) throw new Error('Its pictures have no even size');
    const bytes = size * size * PIXEL + MARGIN;
    return { kind: 'picture', at: this.#room(bytes), bytes, size, channels: PIXEL };
  }

  #dense({ weights, bias, stride, isRelu6 }: Convolution, input: Activation): Activation {
    const [height, width, inputs = 0, outputs = 0] = weights.shape;
    const isFirst = input.kind === 'picture';
    const window = isFirst ? 3 : 1;
    const isUsual = height === window && width === window && stride === (isFirst ? 2 : 1);
    if (!isUsual || inputs !== (isFirst ? 3 : input.channels) || bias.length !== outputs) {
      throw new Error(`It has a convolution of ${weights.shape.join(' x ')}`);
    }
    const padded = Math.ceil(outputs / LANES) * LANES;
    const { at, pixels, rows, scale, bytes } = isFirst
      ? this.#windowsOf(input)
      : this.#countsOf(input);
    const packed = this.#packDense(weights, rows, padded);
    const added = this.#put(isRelu6 ? biasOfCounts(bias, padded) : padTo(bias, padded));
    const size = input.size / stride;
    const output = this.#activation(isRelu6 ? 'counts' : 'numbers', size, padded);
    const dense = isRelu6 ? this.#kernels.denseRelu6 : this.#kernels.denseLinear;
    const worth = isRelu6 ? weights.scale / RELU6_SCALE : weights.scale;
    this.#steps.push(() =>
      dense(at, packed, added, output.at, pixels, rows.length, padded, scale() * worth),
    );
    if (bytes > 0) this.#arena.giveBack(at, bytes);
    return output;
  }

  #packDense(weights: Weights, rows: Operand['rows'], outputs: number): number {
    const values = padDense(weights, rows, outputs);
    this.#tensors++;
    const packed = this.#arena.keep(values.length * WIDTHS.counts);
    const at = this.#arena.take(values.length);
    new Uint8Array(this.#arena.memory.buffer).set(values, at);
    checkSum(this.#kernels.packDense(at, packed, weights.zero, rows.length, outputs));
    this.#arena.giveBack(at, values.length);
    return packed;
  }

  #depthwise({ weights, bias, stride, isRelu6 }: Convolution, input: Activation): Activation {
    const { kind, size, channels } = input;
    const isUsual =
      weights.shape.join() === `3,3,${channels},1` && (stride === 1 || stride === 2) && isRelu6;
    if (!isUsual || kind !== 'counts' || size % stride !== 0 || bias.length !== channels) {
      throw new Error(`It has a depthwise convolution of ${weights.shape.join(' x ')}`);
    }
    const packed = this.#put(packDepthwise(weights, channels));
    const added = this.#put(biasOfCounts(bias, channels));
    const zeros = this.#put(new Int16Array(channels));
    const output = this.#activation('counts', size / stride, channels);
    this.#steps.push(() =>
      this.#kernels.depthwiseRelu6(
        ...([input.at, packed, added, output.at, zeros] as const),
        ...([size, stride, channels, weights.scale] as const),
      ),
    );
    return output;
  }

  #mean({ kind, at, size, channels }: Activation): Activation {
    if (kind !== 'counts') throw new Error('It has a mean of what may be less than zero');
    const output = this.#activation('counts', 1, channels);
    this.#steps.push(() => this.#kernels.average(at, output.at, size * size, channels));
    return output;
  }

  #sum(one: Activation, other: Activation): Activation {
    const { size, channels } = one;
    const isUsual = one.kind === 'numbers' && other.kind === 'numbers';
    if (!isUsual || size !== other.size || channels !== other.channels) {
      throw new Error('It has a sum of layers that are not alike');
    }
    const output = this.#activation('numbers', size, channels);
    const count = size * size * channels;
    this.#steps.push(() => this.#kernels.add(one.at, other.at, output.at, count));
    return output;
  }

  /** The windows of 3 x 3 of a picture. */
  #windowsOf(picture: Activation): Operand {
    const pixels = (picture.size / 2) ** 2;
    // Of four channels the last, alpha, counts nothing.
    const rows = Array.from({ length: 9 * PIXEL }, (_, at) =>
      at % PIXEL < 3 ? Math.floor(at / PIXEL) * 3 + (at % PIXEL) : undefined,
    );
    const bytes = pixels * rows.length * WIDTHS.counts;
    const at = this.#room(bytes);
    this.#steps.push(() => this.#kernels.windows(picture.at, at, picture.size));
    return { at, pixels, rows, scale: () => PIXEL_SCALE, bytes };
  }

  #countsOf({ kind, at, size, channels }: Activation): Operand {
    const pixels = size * size;
    const rows = Array.from({ length: channels }, (_, row) => row);
    if (kind === 'counts') return { at, pixels, rows, scale: () => RELU6_SCALE, bytes: 0 };
    let scale = 0;
    const count = pixels * channels;
    const bytes = count * WIDTHS.counts;
    const counts = this.#room(bytes);
    this.#steps.push(() => {
      scale = this.#kernels.quantise(at, counts, count);
    });
    return { at: counts, pixels, rows, scale: () => scale, bytes };
  }

  #activation(kind: keyof typeof WIDTHS, size: number, channels: number): Activation {
    const bytes = size * size * channels * WIDTHS[kind];
    return { kind, at: this.#room(bytes), bytes, size, channels };
  }

  #room(bytes: number): number {
    this.#tensors++;
    return this.#arena.take(bytes);
  }

  /** Puts what stays into memory. */
  #put(values: Int16Array | Float32Array): number {
    this.#tensors++;
    const at = this.#arena.keep(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.#arena.memory.buffer).set(bytes, at);
    return at;
  }
}

const padTo = (values: Float32Array, length: number): Float32Array => {
  const padded = new Float32Array(length);
  padded.set(values);
  return padded;
};

/** As the kernels with ReLU6 take it. */
const biasOfCounts = (bias: Float32Array, length: number): Float32Array =>
  padTo(bias, length).map((value) => value / RELU6_SCALE + ROUNDING);
