import { beforeEach, describe, expect, it, vi } from 'vitest';
import { viewsOf } from '../../../src/core/crop';
import { isGraphic } from '../../../src/core/graphic';
import { classCount, displayName, groupOf } from '../../../src/core/vocabulary';
import type { Classified } from '../../../src/offscreen/engine/engine';
import { lookAt } from '../../../src/offscreen/look-at';
import { engineReady } from '../fakes/engine-worker';

vi.mock('../../../src/core/graphic');

const engine = {
  ...engineReady,
  labels: Array.from({ length: classCount }, (_, index) => `class ${index}`),
};

/** The mark of the first view is 1, of the second 2 and so on, in each of its four bytes. */
const look = vi.fn();
const picture = (width: number, height: number) => ({
  width,
  height,
  look,
  thumbnail: () => new Uint8Array(),
  letGo: () => undefined,
});

/** Probabilities of two classes, with the rest for a third. */
type Answer = readonly [of281: number, of282: number];

/** Answers view after view: the first in one millisecond, the second in two and so on. */
function engineThatSays(...views: Answer[]) {
  let asked = 0;
  return vi.fn(
    async (pixels: Uint8ClampedArray<ArrayBuffer>, _softening: number): Promise<Classified> => {
      // As they are handed over to the worker: nobody can read them here any more.
      structuredClone(pixels, { transfer: [pixels.buffer] });
      const probabilities = new Float32Array(classCount);
      const [of281, of282] = views[asked++] ?? [0, 0];
      probabilities.set([of281, of282, 1 - of281 - of282], 281);
      return { probabilities, milliseconds: asked, tensors: 9 };
    },
  );
}

beforeEach(() => {
  let drawn = 0;
  look.mockReset().mockImplementation(() => new Uint8ClampedArray(4).fill(++drawn));
  vi.mocked(isGraphic).mockReset().mockReturnValue(false);
});

const sure: Answer = [0.8, 0.15];
// Over the three views the classes come to 0.01, 0.08 and 0.01, whose cube roots are as 1 to 2 to 1.
const unsure: Answer[] = [
  [0.5, 0.25],
  [0.1, 0.8],
  [0.2, 0.4],
];
const { centre, ends } = viewsOf(400, 300);

const prediction = (index: number, probability: number) => ({
  className: `class ${index}`,
  name: displayName(index),
  group: groupOf(index),
  probability: expect.closeTo(probability),
});

describe('a picture', () => {
  it('of whose centre the engine is sure is shown to it once', async () => {
    const classify = engineThatSays(sure);
    const looked = await lookAt(picture(400, 300), engine, classify);
    expect(looked).toMatchObject({ views: 1, infer: 1, scores: { isGraphic: false } });
    expect(looked.scores.topFive.slice(0, 3)).toEqual([
      prediction(281, 0.8),
      prediction(282, 0.15),
      prediction(283, 0.05),
    ]);
    expect(looked.scores.words[0]).toMatchObject({
      word: displayName(281),
      probability: expect.closeTo(0.8),
    });
    expect(look.mock.calls).toEqual([[centre, 224]]);
    expect(classify).toHaveBeenCalledOnce();
  });

  it('of which it is unsure is shown to it at both ends too, and the mean counts', async () => {
    const classify = engineThatSays(...unsure);
    const looked = await lookAt(picture(400, 300), engine, classify);
    expect(looked).toMatchObject({ views: 3, infer: 1 + 2 + 3, scores: { isGraphic: false } });
    const [best, ...rivals] = looked.scores.topFive.slice(0, 3);
    expect(best).toEqual(prediction(282, 0.5));
    expect(rivals).toEqual(expect.arrayContaining([prediction(281, 0.25), prediction(283, 0.25)]));
    expect(looked.scores.words[0]).toMatchObject({
      word: displayName(282),
      probability: expect.closeTo(0.5),
    });
    expect(look.mock.calls).toEqual([
      [centre, 224],
      [ends[0], 224],
      [ends[1], 224],
    ]);
    expect(isGraphic).toHaveBeenCalledOnce();
  });

  it('of which one end leaves no doubt is not shown to it at the other', async () => {
    const classify = engineThatSays([0.5, 0.3], [0.98, 0.01]);
    const looked = await lookAt(picture(400, 300), engine, classify);
    expect(looked).toMatchObject({ views: 2, infer: 1 + 2 });
    // Root of 0.5 x 0.98 over the sum of the three such roots: with 0.3 x 0.01 and 0.2 x 0.01.
    expect(looked.scores.topFive[0]).toEqual(prediction(281, 0.7 / (0.7 + 0.05477 + 0.04472)));
    expect(look.mock.calls).toEqual([
      [centre, 224],
      [ends[0], 224],
    ]);
  });

  it('is drawn at the size of the engine', async () => {
    await lookAt(picture(400, 300), { ...engine, inputSize: 96 }, engineThatSays(sure));
    expect(look.mock.calls).toEqual([[centre, 96]]);
  });

  it.each([
    [400, 300, [1, 1, 1]],
    // The root of 128 / 32; and there is no more to be seen of a small picture.
    [64, 32, [2]],
  ])('of %i by %i is taken to be told so softly, view by view: %j', async (...row) => {
    const [width, height, softenings] = row;
    const classify = engineThatSays(...unsure);
    await lookAt(picture(width, height), { ...engine, fullDetail: 128 }, classify);
    expect(classify.mock.calls.map((call) => call[1])).toEqual(softenings);
  });

  it('over which the engine fails gets no scores', async () => {
    const error = new Error('context lost');
    const classify = engineThatSays(...unsure);
    classify.mockRejectedValueOnce(error);
    await expect(lookAt(picture(400, 300), engine, classify)).rejects.toBe(error);
  });
});

describe('what is no photograph', () => {
  beforeEach(() => {
    // Told by its pixels, which the engine has not taken yet.
    vi.mocked(isGraphic).mockImplementation((pixels, size) => pixels[0] === 1 && size === 224);
  });

  it.each<[string, Answer]>([
    ['sure', sure],
    ['unsure', [0.4, 0.3]],
  ])('is shown once to the engine, be that %s of it, and marked', async (_, answer) => {
    const classify = engineThatSays(answer);
    const looked = await lookAt(picture(400, 300), engine, classify);
    expect(looked).toMatchObject({ views: 1, scores: { isGraphic: true } });
    expect(looked.scores.topFive[0]).toEqual(prediction(281, answer[0]));
    expect(classify).toHaveBeenCalledOnce();
  });

  it('is like any picture to a model that learned from more than photographs', async () => {
    const drawings = { ...engine, photographsOnly: false };
    const looked = await lookAt(picture(400, 300), drawings, engineThatSays(...unsure));
    expect(looked).toMatchObject({ views: 3, scores: { isGraphic: false } });
  });
});
