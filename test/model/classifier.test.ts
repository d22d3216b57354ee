import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDrawings } from '../../scripts/model/demo-drawings';
import { useBackend } from '../../scripts/model/load-in-node';
import { TINY_ID, verifyModel } from '../../scripts/model/verify-model';
import { type Served, serveFolder } from '../../scripts/serve-folder';
import { displayName } from '../../src/core/verdict';
import { Classifier } from '../../src/offscreen/engine/classifier';
import { type ModelFiles, readModelFiles } from '../../src/offscreen/engine/model-files';
import { palette, tinyAnswer, writeTinyModel } from '../fixtures/tiny-model';

// TensorFlow.js computes in these tests, and a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../..');
const realModel = join(root, 'public/model');
const found = await verifyModel(realModel);
const hasRealModel = found.state === 'right' && found.card.id !== TINY_ID;

/** Node has no ImageData; TensorFlow.js reads these three properties of it. */
class PlainImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

beforeEach(() => {
  vi.stubGlobal('ImageData', PlainImageData);
});

const square = (rgb: readonly [number, number, number]): Uint8ClampedArray<ArrayBuffer> =>
  Uint8ClampedArray.from({ length: 224 * 224 * 4 }, (_, at) => rgb[at % 4] ?? 255);

const withAlpha = (rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> =>
  Uint8ClampedArray.from({ length: (rgb.length / 3) * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (rgb[Math.floor(at / 4) * 3 + (at % 4)] ?? 0),
  );

describe('the tiny model', () => {
  let folder: string;
  let served: Served;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-model-'));
    await writeTinyModel(folder);
    served = await serveFolder(folder);
  });

  afterAll(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });

  it.each(['cpu', 'wasm'] as const)(
    'gets its exact top five out of the classifier on %s',
    async (backend) => {
      await useBackend(backend);
      const classifier = await Classifier.load(await readModelFiles(served.url));
      for (const { rgb } of Object.values(palette)) {
        const scores = await classifier.classify(square(rgb));
        expect(scores.map(({ className }) => className)).toEqual(
          tinyAnswer(rgb).map(({ className }) => className),
        );
        for (const [rank, { probability }] of tinyAnswer(rgb).entries()) {
          expect(scores[rank]?.probability).toBeCloseTo(probability, 4);
        }
      }
    },
  );

  it('leaves no tensor behind, picture after picture', async () => {
    await useBackend('wasm');
    const classifier = await Classifier.load(await readModelFiles(served.url));
    const before = tf.memory().numTensors;
    for (let n = 0; n < 20; n++) await classifier.classify(square([n, 2 * n, 3 * n]));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is refused when it does not give its known answer', async () => {
    await useBackend('wasm');
    const files = await readModelFiles(served.url);
    const logits = files.knownAnswer.logits.toReversed();
    const altered: ModelFiles = { ...files, knownAnswer: { ...files.knownAnswer, logits } };
    await expect(Classifier.load(altered)).rejects.toThrow('wrong answers');
  });

  it('is refused with an altered file, and with a missing one', async () => {
    const file = join(folder, 'labels.json');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, -2));
    await expect(readModelFiles(served.url)).rejects.toThrow('labels.json is not the one');
    await rm(file);
    await expect(readModelFiles(served.url)).rejects.toThrow('labels.json is missing');
    await writeFile(file, whole);
    await expect(readModelFiles(served.url)).resolves.toBeDefined();
  });
});

describe.skipIf(!hasRealModel)('the real model (skipped where there is none)', () => {
  it('gives its known answer on WASM and names the demo drawings', async () => {
    const served = await serveFolder(realModel);
    try {
      await useBackend('wasm');
      const classifier = await Classifier.load(await readModelFiles(served.url));
      const drawings = await readDrawings(join(root, 'scripts/demo'), 224);
      expect(drawings.length).toBeGreaterThanOrEqual(5);
      for (const { file, pixels, expected } of drawings) {
        const scores = await classifier.classify(withAlpha(pixels));
        const names = scores.map(({ className }) => displayName(className));
        expect({ file, named: expected.some((name) => names.includes(name)) }).toEqual({
          file,
          named: true,
        });
      }
    } finally {
      await served.close();
    }
  });
});
