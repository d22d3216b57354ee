import { describe, expect, it } from 'vitest';
import { parseGraphFile } from '../../../../scripts/model/graph-file';

const weights = [
  { name: 'a', shape: [3, 2], dtype: 'float32' },
  { name: 'b', shape: [5], dtype: 'float32', quantization: { dtype: 'uint8', scale: 1, min: 0 } },
  { name: 'c', shape: [], dtype: 'int32' },
];

const graph = (change: object = {}): string =>
  JSON.stringify({
    format: 'graph-model',
    modelTopology: { node: [] },
    weightsManifest: [{ paths: ['shard1.bin', 'shard2.bin'], weights }],
    ...change,
  });

describe('parseGraphFile', () => {
  it('names the shards and counts their bytes, by the stored type where weights are quantized', () => {
    const expected = { shards: ['shard1.bin', 'shard2.bin'], weightBytes: 3 * 2 * 4 + 5 + 4 };
    expect(parseGraphFile(graph())).toEqual(expected);
    // JSON leaves out what is undefined: the first converters wrote no format.
    expect(parseGraphFile(graph({ format: undefined }))).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['text', 'Not found', 'is not JSON'],
    ['null', 'null', 'no TensorFlow.js graph model'],
    ['a layers model', graph({ format: 'layers-model' }), 'no TensorFlow.js graph model'],
    ['no graph', graph({ modelTopology: undefined }), 'no TensorFlow.js graph model'],
    ['no weights', graph({ weightsManifest: [] }), 'names no weights'],
    [
      'weights elsewhere',
      graph({ weightsManifest: [{ paths: ['https://other.test/a.bin'], weights }] }),
      'weights outside its folder',
    ],
    [
      'weights of an unknown type',
      graph({
        weightsManifest: [{ paths: ['a.bin'], weights: [{ ...weights[0], dtype: 'string' }] }],
      }),
      'unknown type',
    ],
  ])('refuses %s', (_, text, reason) => {
    expect(() => parseGraphFile(text)).toThrow(reason);
  });
});
