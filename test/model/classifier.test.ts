import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checksum } from '../../scripts/model/checksum';
import { readDrawings } from '../../scripts/model/demo-drawings';
import { useBackend } from '../../scripts/model/load-in-node';
import { TINY_ID, verifyModel } from '../../scripts/model/verify-model';
import { type Served, serveFolder } from '../../scripts/serve-folder';
import { referencePicture } from '../../src/core/known-answer';
import { topFive } from '../../src/core/scores';
import { Classifier } from '../../src/offscreen/engine/classifier';
import { startFixedPoint } from '../../src/offscreen/engine/fixed-point/fixed-point-runtime';
import { type ModelFiles, readModelFiles } from '../../src/offscreen/engine/model-files';
import { TensorFlowNetwork } from '../../src/offscreen/engine/tensorflow-network';
import { palette, tinyAnswer, writeTinyModel } from '../fixtures/tiny-model';

// TensorFlow.js computes in these tests, and a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../..');
const realModel = join(root, 'public/model');
const found = await verifyModel(realModel);
const hasRealModel = found.state === 'right' && found.card.id !== TINY_ID;

const square = (rgb: readonly [number, number, number]): Uint8ClampedArray<ArrayBuffer> =>
  Uint8ClampedArray.from({ length: 224 * 224 * 4 }, (_, at) => rgb[at % 4] ?? 255);

/** What the classifier makes of one picture. */
const classify = async (
  classifier: Classifier,
  pixels: Uint8ClampedArray<ArrayBuffer>,
  softening = 1,
): Promise<Float32Array> => {
  const [probabilities] = await classifier.classify([{ pixels, softening }]);
  if (!probabilities) throw new Error('No answer');
  return probabilities;
};

const withAlpha = (rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> =>
  Uint8ClampedArray.from({ length: (rgb.length / 3) * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (rgb[Math.floor(at / 4) * 3 + (at % 4)] ?? 0),
  );

/** The probabilities that logits stand for at a temperature, each exp(x / temperature) over the sum of all. */
function softmax(logits: readonly number[], temperature: number): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp((logit - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Holds the probabilities of all classes to what they should be, as exactly as the known answer's 4 decimals. */
function expectProbabilities(found: Float32Array, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const worst = Math.max(...expected.map((value, index) => Math.abs(value - (found[index] ?? 9))));
  expect(worst).toBeLessThan(1e-3);
}

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
    'gets its exact probabilities out of the classifier on %s',
    async (backend) => {
      await useBackend(backend);
      const files = await readModelFiles(served.url);
      const classifier = await Classifier.load(files, TensorFlowNetwork.load);
      for (const { rgb } of Object.values(palette)) {
        const probabilities = await classify(classifier, square(rgb));
        expect(probabilities).toHaveLength(1000);
        expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
        const top = topFive(probabilities, files.labels);
        for (const [rank, { className, probability }] of tinyAnswer(rgb).entries()) {
          expect(top[rank]?.className).toBe(className);
          expect(top[rank]?.probability).toBeCloseTo(probability, 4);
        }
      }
    },
  );

  it.each([
    [1, 1],
    [0.5, 1],
    [1, 2],
    [0.5, 3],
  ])(
    'has its logits divided by its temperature and by the softening: %d and %d',
    async (temperature, softening) => {
      await useBackend('wasm');
      const files = await readModelFiles(served.url);
      const calibration = { ...files.calibration, temperature };
      const classifier = await Classifier.load({ ...files, calibration }, TensorFlowNetwork.load);
      const probabilities = await classify(classifier, referencePicture(224), softening);
      const { logits } = files.knownAnswer;
      expectProbabilities(probabilities, softmax(logits, temperature * softening));
    },
  );

  it('leaves no tensor behind, picture after picture', async () => {
    await useBackend('wasm');
    const classifier = await Classifier.load(
      await readModelFiles(served.url),
      TensorFlowNetwork.load,
    );
    const before = tf.memory().numTensors;
    expect(classifier.tensors).toBe(before);
    for (let n = 0; n < 20; n++) await classify(classifier, square([n, 2 * n, 3 * n]), 1 + n);
    expect(tf.memory().numTensors).toBe(before);
    expect(classifier.tensors).toBe(before);
  });

  it('is refused when it does not give its known answer', async () => {
    await useBackend('wasm');
    const files = await readModelFiles(served.url);
    const logits = files.knownAnswer.logits.toReversed();
    const altered: ModelFiles = { ...files, knownAnswer: { ...files.knownAnswer, logits } };
    const classifier = await Classifier.load(altered, TensorFlowNetwork.load);
    await expect(classifier.check(1)).rejects.toThrow('wrong answers');
  });

  it('gives its known answer in every place of a batch', async () => {
    await useBackend('wasm');
    const classifier = await Classifier.load(
      await readModelFiles(served.url),
      TensorFlowNetwork.load,
    );
    await expect(classifier.check(1)).resolves.toBeUndefined();
    await expect(classifier.check(4)).resolves.toBeUndefined();
  });

  it.each(['cpu', 'wasm'] as const)(
    'answers a batch on %s as it answers one by one, each as softly as it is to be',
    async (backend) => {
      await useBackend(backend);
      const classifier = await Classifier.load(
        await readModelFiles(served.url),
        TensorFlowNetwork.load,
      );
      const pictures = [palette.blue, palette.yellow, palette.white].map(({ rgb }, at) => ({
        pixels: square(rgb),
        softening: 1 + at,
      }));
      const batch = await classifier.classify(pictures);
      expect(batch).toHaveLength(3);
      for (const [at, { pixels, softening }] of pictures.entries()) {
        const alone = await classify(classifier, pixels, softening);
        expectProbabilities(batch[at] ?? new Float32Array(), [...alone]);
      }
    },
  );

  it('refuses pictures of another size', async () => {
    await useBackend('wasm');
    const classifier = await Classifier.load(
      await readModelFiles(served.url),
      TensorFlowNetwork.load,
    );
    const picture = { pixels: new Uint8ClampedArray(4), softening: 1 };
    await expect(classifier.classify([picture])).rejects.toThrow('224 pixels wide');
  });

  it('lets its files go once they are loaded', async () => {
    await useBackend('wasm');
    const fromMemory = vi.spyOn(tf.io, 'fromMemory');
    await Classifier.load(await readModelFiles(served.url), TensorFlowNetwork.load);
    const [artifacts] = fromMemory.mock.calls[0] ?? [];
    expect(artifacts).toMatchObject({ format: 'graph-model' });
    expect(artifacts).not.toHaveProperty('weightData');
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

  it('is refused without its calibration, and with one that is another’s or damaged', async () => {
    const file = join(folder, 'calibration.json');
    const whole = await readFile(file, 'utf8');
    await rm(file);
    await expect(readModelFiles(served.url)).rejects.toThrow('calibration.json is missing');
    await writeFile(file, JSON.stringify({ ...JSON.parse(whole), model: 'another' }));
    await expect(readModelFiles(served.url)).rejects.toThrow(
      `calibration.json does not belong to the model ${TINY_ID}`,
    );
    await writeFile(file, whole.slice(0, -1));
    await expect(readModelFiles(served.url)).rejects.toThrow('calibration.json is damaged');
    await writeFile(file, whole);
    await expect(readModelFiles(served.url)).resolves.toMatchObject({
      calibration: JSON.parse(whole),
    });
  });

  it('is refused when it knows other than the thousand classes that have names and groups', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sightline-model-'));
    const card = await writeTinyModel(other);
    const labels = JSON.stringify(Array(999).fill('thing'));
    const sha256 = { ...card.sha256, 'labels.json': checksum(labels) };
    await writeFile(join(other, 'labels.json'), labels);
    await writeFile(join(other, 'card.json'), JSON.stringify({ ...card, outputs: 1000, sha256 }));
    const servedOther = await serveFolder(other);
    try {
      await expect(readModelFiles(servedOther.url)).rejects.toThrow(
        'does not know the 1000 classes',
      );
    } finally {
      await servedOther.close();
      await rm(other, { recursive: true });
    }
  });
});

describe.skipIf(!hasRealModel)('the real model (skipped where there is none)', () => {
  const runtimes = {
    'TensorFlow.js on WASM': async () => {
      await useBackend('wasm');
      return TensorFlowNetwork.load;
    },
    'fixed point': async () => (await startFixedPoint()).load,
  };
  let served: Served;
  let files: ModelFiles;

  beforeAll(async () => {
    served = await serveFolder(realModel);
    files = await readModelFiles(served.url);
  });

  afterAll(() => served.close());

  it.each(Object.entries(runtimes))(
    'gives its known answer in %s, calibrated, and names the demo drawings',
    async (_, start) => {
      const classifier = await Classifier.load(files, await start());
      const { temperature } = files.calibration;
      expectProbabilities(
        await classify(classifier, referencePicture(224), 1.5),
        softmax(files.knownAnswer.logits, 1.5 * temperature),
      );
      const drawings = await readDrawings(join(root, 'scripts/demo'), 224);
      expect(drawings.length).toBeGreaterThanOrEqual(5);
      for (const { file, pixels, expected } of drawings) {
        const probabilities = await classify(classifier, withAlpha(pixels));
        const names = topFive(probabilities, files.labels).flatMap(({ className }) =>
          className.split(', '),
        );
        expect({ file, named: expected.some((name) => names.includes(name)) }).toEqual({
          file,
          named: true,
        });
      }
    },
  );

  it('takes no more memory in fixed point, picture after picture', async () => {
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
    const fixed = await (await runtimes['fixed point']())(files);
    expect(grow).toHaveBeenCalled();
    grow.mockClear();
    for (let n = 0; n < 5; n++) await fixed.infer([square([n, 2 * n, 3 * n])]);
    expect(grow).not.toHaveBeenCalled();
    expect(fixed.tensors).toBeGreaterThan(0);
  });

  it('has in fixed point the logits that it has in floats, of any picture, in any order', async () => {
    const fixed = await (await runtimes['fixed point']())(files);
    const floats = await (await runtimes['TensorFlow.js on WASM']())(files);
    const drawings = await readDrawings(join(root, 'scripts/demo'), 224);
    const pictures = {
      black: square([0, 0, 0]),
      white: square([255, 255, 255]),
      noise: Uint8ClampedArray.from({ length: 224 * 224 * 4 }, (_, at) => (at * 7919) % 251),
      ...Object.fromEntries(drawings.map(({ file, pixels }) => [file, withAlpha(pixels)])),
    };
    for (const [name, picture] of [
      ...Object.entries(pictures),
      ['black', pictures.black],
    ] as const) {
      const expected = await floats.infer([picture]);
      const span = Math.max(...expected) - Math.min(...expected);
      const logits = await fixed.infer([picture]);
      const worst = Math.max(...expected.map((value, at) => Math.abs(value - (logits[at] ?? 99))));
      // Half-precision floats miss it by up to two hundredths.
      expect({ name, isRight: worst < span / 1000 }).toEqual({ name, isRight: true });
    }
  });
});
