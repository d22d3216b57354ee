import type { Claim } from './calibration-error';

/** What comes of a photograph at one temperature. */
export interface Trial extends Claim {
  /** Negative log likelihood of its true class, 0 or more. */
  readonly loss: number;
}

/** How photographs come out at each temperature that is tried: the first index is the temperature's. */
export type Trials = readonly (readonly Trial[])[];

/**
 * The temperatures that are tried. There is no way but to try: the loss has steps where a photograph's first view
 * becomes sure enough for the others to be left out.
 */
export const temperatures: readonly number[] = Array.from({ length: 276 }, (_, step) =>
  Number((0.25 + step / 100).toFixed(2)),
);

/**
 * Probabilities as another temperature of the softmax would have made them.
 *
 * @param probabilities at temperature 1
 */
export function tempered(probabilities: readonly number[], temperature: number): number[] {
  const powers = probabilities.map((probability) => probability ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * The temperature of least mean loss over some of the photographs.
 *
 * @param isMeant tells which, by their index
 * @returns its index
 */
export function bestTrial(trials: Trials, isMeant: (photograph: number) => boolean): number {
  const losses = trials.map((photographs) =>
    photographs.reduce((sum, { loss }, index) => sum + (isMeant(index) ? loss : 0), 0),
  );
  return losses.indexOf(Math.min(...losses));
}

/** What a fit is worth on photographs that it has not seen. */
export interface CrossValidation {
  /** Index of the temperature that each fold was given by the other folds. */
  readonly fits: readonly number[];
  /** Every photograph at the temperature of its fold. */
  readonly heldOut: readonly Trial[];
}

/**
 * Divides the photographs by turns into folds, and has each fold judged at the temperature that fits all others best.
 *
 * @param folds at least 2, at most as many as there are photographs
 */
export function crossValidate(trials: Trials, folds: number): CrossValidation {
  const fits = Array.from({ length: folds }, (_, fold) =>
    bestTrial(trials, (photograph) => photograph % folds !== fold),
  );
  const count = trials[0]?.length ?? 0;
  const heldOut = Array.from({ length: count }, (_, photograph) => {
    const trial = trials[fits[photograph % folds] ?? -1]?.[photograph];
    if (!trial) throw new RangeError(`No trial of photograph ${photograph}`);
    return trial;
  });
  return { fits, heldOut };
}
