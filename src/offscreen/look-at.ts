import type { Box } from '../core/box';
import { softeningOf, viewsOf } from '../core/crop';
import { isGraphic } from '../core/graphic';
import type { Scores } from '../core/outcome';
import { meanOf, topFive, wordsFor } from '../core/scores';
import { thresholds } from '../core/verdict';
import type { DecodedPicture } from './decode';
import type { Classified, EngineReady } from './engine/engine';

/**
 * Probability of the most likely class from which on the first view says enough: what a word needs to be shown.
 * Of 63 photographs one in ten stays below; with their two further views that makes 1.2 inferences a picture.
 */
const SURE = thresholds.balanced;

/** What the engine made of a picture. */
export interface Looked {
  readonly scores: Scores;
  readonly views: number;
  /** Milliseconds in the engine, over all views. */
  readonly infer: number;
}

/**
 * Shows the engine a picture: its centre, and where that leaves doubt both its ends too, of which the mean counts.
 * What is no photograph gets no second look, for doubt is all that there is about it; nor does a small picture, of
 * which there is no more to be seen.
 */
export async function lookAt(
  picture: DecodedPicture,
  engine: Pick<EngineReady, 'inputSize' | 'labels' | 'fullDetail' | 'photographsOnly'>,
  classify: (pixels: Uint8ClampedArray<ArrayBuffer>, softening: number) => Promise<Classified>,
): Promise<Looked> {
  const { inputSize, labels, fullDetail, photographsOnly } = engine;
  const { centre, ends } = viewsOf(picture.width, picture.height);
  const softening = softeningOf(picture.width, picture.height, fullDetail);
  const look = (part: Box) => picture.look(part, inputSize);

  const pixels = look(centre);
  const graphic = photographsOnly && isGraphic(pixels, inputSize);
  const views = [await classify(pixels, softening)];
  const isWorthMore = !graphic && softening === 1;
  if (isWorthMore && Math.max(...(views[0]?.probabilities ?? [])) < SURE) {
    for (const end of ends) views.push(await classify(look(end), softening));
  }

  const probabilities = meanOf(views.map((view) => view.probabilities));
  return {
    scores: {
      topFive: topFive(probabilities, labels),
      words: wordsFor(probabilities),
      isGraphic: graphic,
    },
    views: views.length,
    infer: views.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}
