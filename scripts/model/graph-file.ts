import type { io } from '@tensorflow/tfjs';

/** What set-up needs of a model.json. */
export interface GraphFile {
  /** Files of the weights, beside model.json, in order. */
  readonly shards: readonly string[];
  /** How many bytes the shards have together. */
  readonly weightBytes: number;
}

const BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/**
 * Reads a model.json.
 *
 * @throws Error when it is no TensorFlow.js graph model, or names weights outside its folder
 */
export function parseGraphFile(text: string): GraphFile {
  const model = parseJson(text);
  // The converter's first versions wrote no format; a graph then shows by its nodes.
  const isGraph =
    (model.format ?? 'graph-model') === 'graph-model' &&
    Array.isArray((model.modelTopology as { node?: unknown } | undefined)?.node);
  if (!isGraph) throw new Error('model.json is no TensorFlow.js graph model');

  const groups = model.weightsManifest ?? [];
  const shards = groups.flatMap(({ paths }) => paths);
  const stray = shards.find((path) => !/^[\w-][\w.-]*$/.test(path));
  if (shards.length === 0) throw new Error('model.json names no weights');
  if (stray !== undefined) throw new Error(`model.json names weights outside its folder: ${stray}`);
  const weightBytes = groups
    .flatMap(({ weights }) => weights)
    .reduce((total, weight) => total + bytesOf(weight), 0);
  return { shards, weightBytes };
}

function parseJson(text: string): Partial<io.ModelJSON> {
  try {
    return (JSON.parse(text) ?? {}) as Partial<io.ModelJSON>;
  } catch {
    throw new Error('model.json is not JSON');
  }
}

function bytesOf({ name, shape, dtype, quantization }: io.WeightsManifestEntry): number {
  const each = BYTES[quantization?.dtype ?? dtype];
  if (each === undefined) throw new Error(`model.json has weights of an unknown type in ${name}`);
  return shape.reduce((product, side) => product * side, each);
}
