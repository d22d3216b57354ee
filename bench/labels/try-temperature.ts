import { meanOf } from '../../src/core/scores';
import type { Seer } from '../../src/offscreen/look-at';
import { lookAt } from '../../src/offscreen/look-at';
import { type Trial, tempered } from './temperature';
import type { Glances } from './workbench-page';

/** Stands for a picture whose views are known, and which is large enough for all of them: nothing of it is looked at. */
const unseen = {
  width: 10_000,
  height: 10_000,
  look: () => new Uint8ClampedArray(),
  thumbnail: () => undefined,
  letGo: () => undefined,
};

/**
 * What the extension would make of a picture at a temperature: its own rule decides how many of the views count.
 *
 * @param glances at temperature 1
 * @param truth class of what the picture shows, 0..999
 */
export async function tryTemperature(
  glances: Glances,
  engine: Seer,
  temperature: number,
  truth: number,
): Promise<Trial> {
  const views = glances.map((view) => Float32Array.from(tempered(view, temperature)));
  const looked = views.slice(0, 1);
  if (views.length > 1) {
    looked.length = 0;
    await lookAt(unseen, { ...engine, photographsOnly: false }, async () => {
      const probabilities = views[looked.length] ?? new Float32Array();
      looked.push(probabilities);
      return { probabilities, milliseconds: 0, tensors: 0 };
    });
  }
  const probabilities = meanOf(looked);
  const best = probabilities.indexOf(Math.max(...probabilities));
  return {
    // A probability that was rounded to nothing counts as the least that there is.
    loss: -Math.log(Math.max(probabilities[truth] ?? 0, Number.MIN_VALUE)),
    probability: probabilities[best] ?? 0,
    isRight: best === truth,
  };
}
