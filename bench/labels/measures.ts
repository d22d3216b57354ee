import { classCount, displayName } from '../../src/core/vocabulary';
import type { Answer, Shown } from './answer';
import { type Bin, expectedCalibrationError, mean, reliability } from './calibration-error';

/** How good a way of labelling is; all are shares or means, null where there is nothing to take them of. */
export interface Measures {
  readonly photographs: number;
  /** Share of the photographs whose most likely class is the true one. */
  readonly top1: number | null;
  /** Share of those whose true class is among the five most likely. */
  readonly top5: number | null;
  /** Share that a word is shown for, rightly or wrongly. */
  readonly labelled: number | null;
  /** Share of the shown words that are right: the name of the true class, or a general word that covers it. */
  readonly precision: number | null;
  /** Mean of how much the shown words say, see specificityOf. */
  readonly specificity: number | null;
  /** Share of general words among the shown. */
  readonly general: number | null;
  /** Expected calibration error of the shown words, 0..1. */
  readonly calibrationError: number | null;
  readonly reliability: readonly Bin[];
  /** Mean number of views that the model was shown of a photograph. */
  readonly inferences: number | null;
  /** Share that is taken for no photograph. */
  readonly graphics: number | null;
}

/**
 * How much a word says, by how many classes it leaves open, as a share of all that there is to say.
 *
 * @param classes how many it covers, 1 or more
 * @returns 1 for the name of one class, 0 for a word for all of them
 */
export const specificityOf = (classes: number): number =>
  1 - Math.log(classes) / Math.log(classCount);

export function measure(answers: readonly Answer[]): Measures {
  const shown = answers.map((answer) => answer.shown).filter((each) => each !== undefined);
  const shareOf = (holds: (answer: Answer) => boolean) =>
    mean(answers.map((answer) => Number(holds(answer))));
  const shareOfShown = (holds: (each: Shown) => boolean) =>
    mean(shown.map((each) => Number(holds(each))));
  return {
    photographs: answers.length,
    top1: shareOf((answer) => placeOf(answer) === 0),
    top5: shareOf((answer) => placeOf(answer) >= 0),
    labelled: shareOf((answer) => answer.shown !== undefined),
    precision: shareOfShown(({ isRight }) => isRight),
    specificity: mean(shown.map(({ classes }) => specificityOf(classes))),
    general: shareOfShown(({ classes }) => classes > 1),
    calibrationError: expectedCalibrationError(shown),
    reliability: reliability(shown),
    inferences: mean(answers.map(({ views }) => views)),
    graphics: shareOf(({ verdict }) => verdict.kind === 'graphic'),
  };
}

/** Place of the true class among the five most likely, from 0; -1 where it is none of them. */
const placeOf = ({ scores, photograph }: Answer): number =>
  scores.topFive.findIndex(({ name }) => name === displayName(photograph.class));
