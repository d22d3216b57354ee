import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../scripts/model/load-in-node';
import { artifactsOf } from '../../src/offscreen/engine/artifacts';
import { Arena } from '../../src/offscreen/engine/fixed-point/arena';
import {
  compileKernels,
  startKernels,
} from '../../src/offscreen/engine/fixed-point/kernels-module';
import { Plan } from '../../src/offscreen/engine/fixed-point/plan';
import { readGraph } from '../../src/offscreen/engine/fixed-point/read-graph';
import { randomFrom } from '../fixtures/graphics/random';

const SIZE = 12;

interface Node {
  readonly name: string;
  op: string;
  readonly input: string[];
  readonly attr: Record<string, unknown>;
}

interface Spec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: object;
}

/** A graph model that is built layer by layer, with random weights. */
class Model {
  readonly nodes: Node[] = [];
  readonly specs: Spec[] = [];
  readonly #bytes: number[] = [];
  readonly #random = randomFrom(11);

  constructor(size = SIZE) {
    const dim = [-1, size, size, 3].map((side) => ({ size: String(side) }));
    this.node('images', 'Placeholder', [], {
      dtype: { type: 'DT_FLOAT' },
      shape: { shape: { dim } },
    });
  }

  node(name: string, op: string, input: string[], attr: Record<string, unknown> = {}): string {
    this.nodes.push({ name, op, input, attr: { T: { type: 'DT_FLOAT' }, ...attr } });
    return name;
  }

  /** @param shape of its weights */
  convolution(
    name: string,
    input: string,
    shape: readonly [number, number, number, number],
    { stride = 1, ops = ['BiasAdd', 'Relu6'] } = {},
  ): string {
    const isDepthwise = shape[3] === 1;
    const outputs = isDepthwise ? shape[2] : shape[3];
    const scale = 2 / 255 / Math.sqrt(shape[0] * shape[1] * (isDepthwise ? 1 : shape[2]));
    const quantization = { dtype: 'uint8', scale, min: -120 * scale, original_dtype: 'float32' };
    this.#const(`${name}/weights`, shape, quantization);
    const count = shape.reduce((one, other) => one * other);
    for (let at = 0; at < count; at++) this.#bytes.push(Math.floor(this.#random() * 256));
    this.#const(`${name}/bias`, [outputs]);
    const bias = Float32Array.from({ length: outputs }, () => this.#random() * 2);
    this.#bytes.push(...new Uint8Array(bias.buffer));
    const list = (values: readonly unknown[]) => ({ list: { i: values.map(String) } });
    return this.node(
      name,
      isDepthwise ? 'FusedDepthwiseConv2dNative' : '_FusedConv2D',
      [input, `${name}/weights`, `${name}/bias`],
      {
        strides: list([1, stride, stride, 1]),
        dilations: list([1, 1, 1, 1]),
        padding: { s: btoa('SAME') },
        data_format: { s: btoa('NHWC') },
        fused_ops: { list: { s: ops.map(btoa) } },
        num_args: { i: '1' },
        epsilon: { f: 0 },
      },
    );
  }

  mean(input: string): string {
    this.#const('axes', [2], undefined, 'int32');
    this.#bytes.push(...new Uint8Array(Int32Array.of(1, 2).buffer));
    return this.node('mean', 'Mean', [input, 'axes'], {
      keep_dims: { b: true },
      Tidx: { type: 'DT_INT32' },
    });
  }

  #const(name: string, shape: readonly number[], quantization?: object, dtype = 'float32'): void {
    this.node(name, 'Const', [], { dtype: { type: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' } });
    this.specs.push({ name, shape, dtype, ...(quantization && { quantization }) });
  }

  bytes(paths = ['weights.bin']): Map<string, ArrayBuffer> {
    const graph = {
      format: 'graph-model',
      signature: { outputs: { logits: { name: `${this.nodes.at(-1)?.name}:0` } } },
      modelTopology: { node: this.nodes, versions: {} },
      weightsManifest: [{ paths, weights: this.specs }],
    };
    return new Map([
      ['model.json', new TextEncoder().encode(JSON.stringify(graph)).buffer],
      ['weights.bin', Uint8Array.from(this.#bytes).buffer],
    ]);
  }
}

/** One with every kind of layer that MobileNet v2 has, in both strides, and a shortcut. */
function small(size = SIZE): Model {
  const model = new Model(size);
  const linear = { ops: ['BiasAdd'] };
  const first = model.convolution('first', 'images', [3, 3, 3, 16], { stride: 2 });
  const one = model.convolution('one', first, [3, 3, 16, 1]);
  const project = model.convolution('project', one, [1, 1, 16, 8], linear);
  const expand = model.convolution('expand', project, [1, 1, 8, 24]);
  const two = model.convolution('two', expand, [3, 3, 24, 1]);
  const again = model.convolution('again', two, [1, 1, 24, 8], linear);
  const sum = model.node('sum', 'AddV2', [again, project]);
  const wide = model.convolution('wide', sum, [1, 1, 8, 32]);
  const three = model.convolution('three', wide, [3, 3, 32, 1], { stride: 2 });
  const mean = model.mean(three);
  const logits = model.convolution('logits', mean, [1, 1, 32, 5], linear);
  model.node('squeezed', 'Squeeze', [logits], { squeeze_dims: { list: { i: ['1', '2'] } } });
  model.node('answer', 'Identity', ['squeezed']);
  return model;
}

async function planOf(bytes: Map<string, ArrayBuffer>): Promise<{ plan: Plan; arena: Arena }> {
  const arena = new Arena();
  const kernels = await startKernels(await compileKernels(), arena.memory);
  return { plan: new Plan(readGraph(bytes), arena, kernels), arena };
}

beforeAll(() => useBackend('cpu'));

describe('a network in fixed point', () => {
  it('answers as TensorFlow.js does, picture after picture', async () => {
    const bytes = small().bytes();
    const { plan, arena } = await planOf(bytes);
    const floats = await tf.loadGraphModel(tf.io.fromMemory(await artifactsOf(bytes)));
    const random = randomFrom(3);
    for (let round = 0; round < 5; round++) {
      const pixels = Uint8Array.from({ length: SIZE * SIZE * 4 }, () => random() * 256);
      new Uint8Array(arena.memory.buffer).set(pixels, plan.input.at);
      plan.run();
      const found = new Float32Array(arena.memory.buffer, plan.output.at, 5);
      const expected = tf.tidy(() => {
        const rgb = pixels.filter((_, at) => at % 4 < 3);
        const picture = tf.tensor4d(Float32Array.from(rgb), [1, SIZE, SIZE, 3]);
        return (floats.predict(picture.div(127.5).sub(1)) as tf.Tensor).dataSync();
      });
      const worst = Math.max(...expected.map((value, at) => Math.abs(value - (found[at] ?? 9))));
      expect(worst).toBeLessThan(0.002);
      expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1);
    }
  });

  it('uses memory again that is not needed any more', async () => {
    const bytes = small(96).bytes();
    const { arena } = await planOf(bytes);
    const kept = bytes.get('weights.bin')?.byteLength ?? 0;
    // Where 2 x 2, 4 x 4 or 2 x 2 pixels of the picture are one: counts, numbers, and counts of these.
    const all = 96 * 96 * (4 + (36 * 2 + (16 + 16 + 24 + 24 + 32) * 2 + 3 * 8 * 4 + 2 * 8 * 2) / 4);
    expect(arena.memory.buffer.byteLength).toBeLessThan(2 * kept + 0.7 * all);
  });
});

describe('no network in fixed point', () => {
  const linear = { ops: ['BiasAdd'] };

  it.each<[why: string, message: string, change: (model: Model) => void]>([
    [
      'layers of another kind',
      'of the kind MatMul',
      (model) => void model.node('x', 'MatMul', ['one']),
    ],
    [
      'another activation',
      'layer x is not as',
      (model) => void model.convolution('x', 'one', [1, 1, 16, 8], { ops: ['BiasAdd', 'Relu'] }),
    ],
    [
      'weights in floats',
      'layer one is not as',
      (model) => model.nodes.find(({ name }) => name === 'one')?.input.splice(1, 1, 'one/bias'),
    ],
    [
      'padding of another kind',
      'layer one is not as',
      (model) => {
        const node = model.nodes.find(({ name }) => name === 'one');
        Object.assign(node?.attr ?? {}, { padding: { s: btoa('VALID') } });
      },
    ],
    [
      'windows of another size',
      'a convolution of 5 x 5',
      (model) => void model.convolution('x', 'one', [5, 5, 16, 8]),
    ],
    [
      'a stride within',
      'a convolution of 1 x 1',
      (model) => void model.convolution('x', 'one', [1, 1, 16, 8], { stride: 2 }),
    ],
    [
      'numbers that a depthwise layer is to work on',
      'a depthwise convolution',
      (model) => void model.convolution('x', 'project', [3, 3, 8, 1]),
    ],
    [
      'a depthwise layer that is not cut off',
      'a depthwise convolution',
      (model) => void model.convolution('x', 'one', [3, 3, 16, 1], linear),
    ],
    [
      'a size that a stride does not divide',
      'a depthwise convolution',
      (model) => void model.convolution('x', 'three', [3, 3, 32, 1], { stride: 2 }),
    ],
    [
      'a mean over something else',
      'a mean of something else',
      (model) => {
        const node = model.nodes.find(({ name }) => name === 'mean');
        Object.assign(node?.attr ?? {}, { keep_dims: { b: false } });
      },
    ],
    [
      'another order of its dimensions',
      'layer one is not as',
      (model) => {
        const node = model.nodes.find(({ name }) => name === 'one');
        Object.assign(node?.attr ?? {}, { data_format: { s: btoa('NCHW') } });
      },
    ],
    [
      'weights among which none is zero',
      'no value stands for zero',
      (model) => void Object.assign(model.specs[0]?.quantization ?? {}, { min: 1 }),
    ],
    [
      'weights whose zero lies between two values',
      'no value stands for zero',
      (model) => {
        const { scale = 0 } = (model.specs[0]?.quantization ?? {}) as { scale?: number };
        Object.assign(model.specs[0]?.quantization ?? {}, { min: -120.4 * scale });
      },
    ],
    [
      'tensors of another kind',
      'is of the kind float16',
      (model) => void Object.assign(model.specs[1] ?? {}, { quantization: { dtype: 'float16' } }),
    ],
    ['a sum of counts', 'not alike', (model) => void model.node('x', 'AddV2', ['one', 'two'])],
    [
      'a mean of numbers',
      'less than zero',
      (model) => void model.node('x', 'Mean', ['sum', 'axes'], { keep_dims: { b: true } }),
    ],
    [
      'layers that are not in order',
      'comes before an input',
      (model) => void model.node('x', 'AddV2', ['sum', 'later']),
    ],
    [
      'something else at its end',
      'ends with no logits',
      (model) => void model.convolution('x', 'sum', [1, 1, 8, 8], linear),
    ],
    [
      'another name at its end than that of its last layer',
      'layer x is not at its end',
      (model) => void model.node('x', 'Identity', ['mean']),
    ],
  ])('is made of one with %s', async (_why, message, change) => {
    const model = small();
    change(model);
    await expect(planOf(model.bytes())).rejects.toThrow(message);
  });

  it('is made of one with an odd number of channels, or of another input', async () => {
    const odd = new Model();
    const first = odd.convolution('first', 'images', [3, 3, 3, 8], { stride: 2 });
    const wide = odd.convolution('wide', first, [1, 1, 8, 16]);
    odd.convolution('odd', wide, [1, 1, 16, 12]);
    odd.convolution('last', 'odd', [3, 3, 12, 1]);
    await expect(planOf(odd.bytes())).rejects.toThrow('3 x 3 x 12');
    const small = new Model(7);
    small.convolution('first', 'images', [3, 3, 3, 8], { stride: 2 });
    await expect(planOf(small.bytes())).rejects.toThrow('no even size');
  });

  it('is made of one whose weights are in several files', async () => {
    await expect(planOf(small().bytes(['weights.bin', 'more.bin']))).rejects.toThrow(
      'several files',
    );
  });
});
