import type { Box } from '../core/box';
import { softeningOf, viewsOf } from '../core/crop';
import { isGraphic } from '../core/graphic';
import type { Scores } from '../core/outcome';
import { meanOf, topFive, wordsFor } from '../core/scores';
import { thresholds } from '../core/verdict';
import type { DecodedPicture } from './decode';
import type { Classified, EngineReady } from './engine/engine';

/**
 * Probability of the most likely class from which on the views say enough: what a word needs to be shown. Of 63
 * photographs one in eight needs a second view, and two in three of these a third: 1.2 inferences a picture.
 */
const SURE = thresholds.balanced;

/** What the engine made of a picture. */
export interface Looked {
  readonly scores: Scores;
  readonly views: number;
  /** Milliseconds in the engine, over all views. */
  readonly infer: number;
}

/** What is to be known of the model. */
export type Seer = Pick<EngineReady, 'inputSize' | 'labels' | 'fullDetail' | 'photographsOnly'>;

/** Asks the engine what is in a view: RGBA of its input size, handed over to it; with its softening. */
export type Classify = (
  pixels: Uint8ClampedArray<ArrayBuffer>,
  softening: number,
) => Promise<Classified>;

/**
 * Shows the engine a picture: its centre, and as long as there is doubt one of its ends and then the other, of which
 * the mean counts.
 * What is no photograph gets no second look, for doubt is all that there is about it; nor does a small picture, of
 * which there is no more to be seen.
 */
export async function lookAt(
  picture: DecodedPicture,
  { inputSize, labels, fullDetail, photographsOnly }: Seer,
  classify: Classify,
): Promise<Looked> {
  const { centre, ends } = viewsOf(picture.width, picture.height);
  const softening = softeningOf(picture.width, picture.height, fullDetail);
  const look = (part: Box) => picture.look(part, inputSize);

  const pixels = look(centre);
  const graphic = photographsOnly && isGraphic(pixels, inputSize);
  const views = [await classify(pixels, softening)];
  const mean = () => meanOf(views.map((view) => view.probabilities));
  let probabilities = mean();
  for (const end of !graphic && softening === 1 ? ends : []) {
    if (Math.max(...probabilities) >= SURE) break;
    views.push(await classify(look(end), softening));
    probabilities = mean();
  }

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
