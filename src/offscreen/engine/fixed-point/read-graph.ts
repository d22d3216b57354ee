import { fileOf, GRAPH_FILE, type ModelFiles, parseFile } from '../model-files';

/** Weights of a layer as the model holds them. */
export interface Weights {
  /** As TensorFlow lays them out: height, width, inputs, outputs; of depthwise layers the channels come third. */
  readonly shape: readonly number[];
  /** uint8: (value - zero) * scale is what they stand for. */
  readonly values: Uint8Array;
  readonly scale: number;
  readonly zero: number;
}

export type Step =
  | { readonly kind: 'input'; readonly size: number }
  | Convolution
  | { readonly kind: 'add'; readonly inputs: readonly [string, string] }
  | { readonly kind: 'mean'; readonly input: string };

/** A convolution with its bias. */
export interface Convolution {
  readonly kind: 'convolution' | 'depthwise';
  readonly input: string;
  readonly weights: Weights;
  readonly bias: Float32Array;
  readonly stride: number;
  /** Whether its output is cut off below 0 and above 6. */
  readonly isRelu6: boolean;
}

/** The layers of a network by their names, each after its inputs; the last one is what comes out. */
export type Graph = ReadonlyMap<string, Step>;

interface Attribute {
  readonly s?: string;
  readonly b?: boolean;
  readonly list?: { readonly s?: readonly string[]; readonly i?: readonly string[] };
  readonly shape?: { readonly dim?: readonly { readonly size: string }[] };
}

interface Node {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, Attribute>>;
}

interface GraphFile {
  readonly signature?: {
    readonly outputs?: Readonly<Record<string, { readonly name?: string }>>;
  };
  readonly modelTopology: { readonly node: readonly Node[] };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: string;
      readonly quantization?: {
        readonly dtype: string;
        readonly scale: number;
        readonly min: number;
      };
    }[];
  }[];
}

/**
 * Reads a network out of a graph model of TensorFlow.js.
 *
 * @throws Error when it has other layers than MobileNet v2, or weights that are not uint8
 */
export function readGraph(bytes: ModelFiles['bytes']): Graph {
  const file = parseFile(fileOf(bytes, GRAPH_FILE), GRAPH_FILE) as GraphFile;
  const tensors = readTensors(file, bytes);
  const steps = new Map<string, Step>();
  let last = '';
  for (const node of file.modelTopology.node) {
    if (node.op === 'Const') continue;
    if (node.op === 'Squeeze' || node.op === 'Identity') {
      // They give the logits another shape, or name, and nothing comes after them.
      if (node.input?.[0] !== last) throw new Error(`Its layer ${node.name} is not at its end`);
    } else {
      const step = readStep(node, tensors);
      for (const name of inputsOf(step)) {
        if (!steps.has(name)) throw new Error(`Its layer ${node.name} comes before an input`);
      }
      steps.set(node.name, step);
    }
    last = node.name;
  }
  const outputs = Object.values(file.signature?.outputs ?? {}).map(({ name }) => name);
  if (outputs.join() !== `${last}:0`) throw new Error(`It puts out ${outputs.join(' and ')}`);
  return steps;
}

/** Names of the layers that a layer works on. */
export function inputsOf(step: Step): readonly string[] {
  if (step.kind === 'input') return [];
  return step.kind === 'add' ? step.inputs : [step.input];
}

type Tensor = Weights | Float32Array | Int32Array;

function readTensors(
  { weightsManifest }: GraphFile,
  bytes: ModelFiles['bytes'],
): ReadonlyMap<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const { paths, weights } of weightsManifest) {
    const [path, ...others] = paths;
    if (path === undefined || others.length > 0)
      throw new Error('Its weights are in several files');
    const shard = fileOf(bytes, path);
    let at = 0;
    for (const { name, shape, dtype, quantization } of weights) {
      const count = shape.reduce((product, length) => product * length, 1);
      const kind = quantization?.dtype ?? dtype;
      // They need not be aligned in the file.
      const four = () => shard.slice(at, at + 4 * count);
      if (quantization && kind === 'uint8') {
        tensors.set(name, readWeights(name, shape, new Uint8Array(shard, at, count), quantization));
      } else if (kind === 'float32') {
        tensors.set(name, new Float32Array(four()));
      } else if (kind === 'int32') {
        tensors.set(name, new Int32Array(four()));
      } else {
        throw new Error(`Its tensor ${name} is of the kind ${kind}`);
      }
      at += kind === 'uint8' ? count : 4 * count;
    }
  }
  return tensors;
}

/** TensorFlow.js means by a value: value * scale + min. */
function readWeights(
  name: string,
  shape: readonly number[],
  values: Uint8Array,
  { scale, min }: { readonly scale: number; readonly min: number },
): Weights {
  const zero = Math.round(-min / scale);
  const isWhole = Math.abs(zero + min / scale) < 1e-3;
  if (!(scale > 0 && zero >= 0 && zero <= 255 && isWhole)) {
    throw new Error(`In its tensor ${name} no value stands for zero`);
  }
  return { shape, values, scale, zero };
}

function readStep(node: Node, tensors: ReadonlyMap<string, Tensor>): Step {
  const [first = '', second = ''] = node.input ?? [];
  const { attr = {} } = node;
  switch (node.op) {
    case 'Placeholder': {
      const [, height, width, channels] = attr.shape?.shape?.dim?.map(({ size }) => size) ?? [];
      if (height !== width || channels !== '3') throw new Error('It takes no square pictures');
      return { kind: 'input', size: Number(height) };
    }
    case '_FusedConv2D':
      return readConvolution('convolution', node, tensors);
    case 'FusedDepthwiseConv2dNative':
      return readConvolution('depthwise', node, tensors);
    case 'AddV2':
      return { kind: 'add', inputs: [first, second] };
    case 'Mean':
      if (`${tensors.get(second)}` !== '1,2' || attr.keep_dims?.b !== true) {
        throw new Error('It has a mean of something else than each channel');
      }
      return { kind: 'mean', input: first };
    default:
      throw new Error(`It has a layer of the kind ${node.op}`);
  }
}

function readConvolution(
  kind: Convolution['kind'],
  { name, input = [], attr = {} }: Node,
  tensors: ReadonlyMap<string, Tensor>,
): Convolution {
  const [from = '', weightsName = '', biasName = ''] = input;
  const weights = tensors.get(weightsName);
  const bias = tensors.get(biasName);
  const fused = attr.fused_ops?.list?.s?.map(atob).join();
  const strides = attr.strides?.list?.i?.map(Number) ?? [];
  const isUsual =
    (fused === 'BiasAdd' || fused === 'BiasAdd,Relu6') &&
    atob(attr.padding?.s ?? '') === 'SAME' &&
    atob(attr.data_format?.s ?? '') === 'NHWC' &&
    strides[1] === strides[2] &&
    attr.dilations?.list?.i?.every((dilation) => dilation === '1') === true;
  if (!isUsual || !weights || ArrayBuffer.isView(weights) || !(bias instanceof Float32Array)) {
    throw new Error(`Its layer ${name} is not as those of MobileNet v2 are`);
  }
  const stride = strides[1] ?? 0;
  return { kind, input: from, weights, bias, stride, isRelu6: fused === 'BiasAdd,Relu6' };
}
