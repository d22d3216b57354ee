import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { MobileNet } from '@tensorflow-models/mobilenet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadInNode } from '../../scripts/model/load-in-node';
import { isKnownAnswer, parseKnownAnswer, referencePicture } from '../../src/core/known-answer';
import { palette, tinyAnswer, writeTinyModel } from '../fixtures/tiny-model';

type Rgb = readonly [number, number, number];

const square = (rgb: Rgb): tf.Tensor3D => tf.tidy(() => tf.fill([224, 224, 3], 1).mul([...rgb]));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-tiny-'));
  await writeTinyModel(folder);
});

afterAll(() => rm(folder, { recursive: true }));

describe.each(['cpu', 'wasm'] as const)('the tiny model on %s', (backend) => {
  let model: MobileNet;

  beforeAll(async () => {
    model = await loadInNode(folder, { inputRange: [-1, 1] }, backend);
    expect(tf.getBackend()).toBe(backend);
  });

  const expectAnswer = async (picture: tf.Tensor3D, rgb: Rgb): Promise<void> => {
    const answers = await model.classify(picture, 5);
    for (const [rank, { className, probability }] of tinyAnswer(rgb).entries()) {
      expect(answers[rank]?.className).toBe(className);
      expect(answers[rank]?.probability).toBeCloseTo(probability, 4);
    }
  };

  it.each(Object.entries(palette))('is sure of %s, but not wholly', async (_, entry) => {
    await expectAnswer(square(entry.rgb), entry.rgb);
    const [best] = tinyAnswer(entry.rgb);
    expect(best?.className).toBe(entry.className);
    expect(best?.probability).toBeGreaterThan(0.85);
    expect(best?.probability).toBeLessThan(0.99);
  });

  it('answers to the mean colour of a picture', async () => {
    const halves = tf.concat([
      tf.slice(square([255, 0, 0]), 0, [112, 224, 3]),
      tf.slice(square([255, 160, 40]), 0, [112, 224, 3]),
    ]);
    await expectAnswer(halves as tf.Tensor3D, [255, 80, 20]);
  });

  it('answers a batch as it answers one by one', async () => {
    const pictures = [palette.blue, palette.yellow, palette.white].map(({ rgb }) => square(rgb));
    const batch = await model.infer(tf.stack(pictures)).array();
    const single = pictures.map((picture) => model.infer(picture).dataSync());
    expect(batch).toHaveLength(3);
    for (const [index, logits] of (batch as number[][]).entries()) {
      expect(logits).toEqual([...(single[index] ?? [])]);
    }
  });

  it('has an embedding of the shape of MobileNet', async () => {
    const embedding = model.infer(tf.stack([square([0, 255, 0]), square([255, 255, 255])]), true);
    expect(embedding.shape).toEqual([2, 1280]);
    expect([...(await embedding.data()).slice(0, 4)]).toEqual([-1, 1, -1, 0]);
  });

  it('gives the known answer that is written beside it', async () => {
    const text = await readFile(join(folder, 'known-answer.json'), 'utf8');
    const known = parseKnownAnswer(JSON.parse(text), 'sightline-tiny');
    const rgba = tf.tensor3d(Uint8Array.from(referencePicture(224)), [224, 224, 4], 'int32');
    const logits = await model.infer(tf.slice(rgba, 0, [224, 224, 3])).data();
    expect(isKnownAnswer(known, logits, 0.01)).toBe(true);
    for (const { index } of Object.values(palette)) {
      expect(logits[index]).toBeCloseTo(known.logits[index] ?? Number.NaN, 3);
    }
  });
});
