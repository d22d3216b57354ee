/** Something said with a probability, and whether it was right. */
export interface Claim {
  /** 0..1. */
  readonly probability: number;
  readonly isRight: boolean;
}

/** The claims whose probability lies in one range. */
export interface Bin {
  /** Bounds of the range, 0..1: the lower belongs to it, the upper does not, but for 1 itself. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean of their probabilities, 0..1; null where there are none. */
  readonly meanProbability: number | null;
  /** Share of them that is right, 0..1; likewise. */
  readonly shareRight: number | null;
}

/** How many bins there are, all of the same width. */
const BINS = 10;

/** The reliability table: where probabilities hold, both means of a bin are the same. */
export function reliability(claims: readonly Claim[]): Bin[] {
  // The probability of a general word is a sum, which may be a rounding error above 1.
  const binOf = ({ probability }: Claim) => Math.min(Math.floor(probability * BINS), BINS - 1);
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = claims.filter((claim) => binOf(claim) === bin);
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count: inside.length,
      meanProbability: mean(inside.map(({ probability }) => probability)),
      shareRight: mean(inside.map(({ isRight }) => Number(isRight))),
    };
  });
}

/**
 * Expected calibration error: by how much probabilities miss the share that is right, as the mean over ten bins of
 * equal width, each weighted by its count (Guo et al., On Calibration of Modern Neural Networks, 2017, equation 3).
 *
 * @returns 0..1; null where nothing was claimed
 */
export function expectedCalibrationError(claims: readonly Claim[]): number | null {
  if (claims.length === 0) return null;
  return reliability(claims).reduce(
    (sum, { count, meanProbability, shareRight }) =>
      sum + (count / claims.length) * Math.abs((meanProbability ?? 0) - (shareRight ?? 0)),
    0,
  );
}

/** @returns null where there is nothing to take the mean of */
export const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
