import type { Scores } from '../../src/core/outcome';
import { type DecodedPicture, decode } from '../../src/offscreen/decode';
import { Engine } from '../../src/offscreen/engine/engine';
import { readModelFiles } from '../../src/offscreen/engine/model-files';
import { inspect } from '../../src/offscreen/inspect';
import { type Classify, lookAt, type Seer } from '../../src/offscreen/look-at';

/*
 * The workbench: a page with the extension's own decoding and engine in it, for what the extension as it is built
 * does not do. A photograph goes through the same calls, in the same browser, on the same backend.
 */

/**
 * What the model makes of each view that could be taken of a picture: one probability for each class, 0..1. What is
 * no photograph has one view, all others three.
 */
export type Glances = readonly (readonly number[])[];

export interface Workbench {
  /** @param modelFolder address of the model's folder, with a slash at its end */
  start(modelFolder: string): Promise<Seer>;
  /** The scores of a picture as the extension makes them. */
  scores(url: string): Promise<Scores>;
  /** The same of a picture that is shown to the model as a whole, squashed to its square. */
  scoresOfSquashed(url: string): Promise<Scores>;
  glances(url: string): Promise<Glances>;
}

declare global {
  interface Window {
    workbench: Workbench;
  }
}

/** What shows through transparent pictures. */
const BACKDROP = '#ffffff';

const engine = new Engine();
let ready: Seer;

const classify: Classify = async (pixels, softening) => {
  const [classified] = await engine.classify([{ pixels, softening }]);
  if (!classified) throw new Error('The engine did not answer');
  return classified;
};

const look = async (picture: DecodedPicture): Promise<Scores> =>
  (await lookAt(picture, ready, classify)).scores;

window.workbench = {
  start: async (modelFolder) => {
    const files = await readModelFiles(modelFolder);
    await engine.prepare('wasm');
    await engine.load(files);
    const { card, labels, calibration } = files;
    const { fullDetail, photographsOnly } = calibration;
    ready = { inputSize: card.inputSize, labels, fullDetail, photographsOnly };
    return ready;
  },
  scores: (url) => withPicture(url, look),
  // Of three views that are the same, the mean is each of them: it makes no difference how many are taken.
  scoresOfSquashed: (url) =>
    withPicture(url, (picture) => {
      const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
      return look({ ...picture, look: (_, side) => picture.look(whole, side) });
    }),
  glances: (url) =>
    withPicture(url, async (picture) => {
      const views: number[][] = [];
      await lookAt(picture, ready, async (pixels, softening) => {
        const classified = await classify(pixels, softening);
        views.push([...classified.probabilities]);
        // It is told that nothing is likely, so that it goes on to every view that it could take.
        return { ...classified, probabilities: classified.probabilities.map(() => 0) };
      });
      return views;
    }),
};

async function withPicture<T>(
  url: string,
  use: (picture: DecodedPicture) => Promise<T>,
): Promise<T> {
  const bytes = await (await fetch(url)).blob();
  const picture = inspect(bytes, new Uint8Array(await bytes.arrayBuffer()));
  if ('kind' in picture) throw new Error(`${url} is no picture: ${picture.reason}`);
  const decoded = await decode(picture, BACKDROP);
  if ('kind' in decoded) throw new Error(`${url} cannot be decoded: ${decoded.reason}`);
  return use(decoded).finally(() => decoded.letGo());
}
