import type { Prediction } from './outcome';

/** What people are told about a picture. */
export interface Verdict {
  /** The most likely class in plain words. */
  readonly label: string;
  /** Probability of the label, 0..1. */
  readonly probability: number;
  /** The label and its rivals, at most five, most likely first. */
  readonly topFive: readonly Prediction[];
}

/**
 * A class name for people: of the synonyms that ImageNet lists ("tench, Tinca tinca") the first.
 */
export const displayName = (className: string): string => className.split(',', 1)[0]?.trim() ?? '';

/**
 * @param scores predictions, most likely first
 * @throws RangeError when there is none: an outcome without scores is a failure, not a verdict
 */
export function judge(scores: readonly Prediction[]): Verdict {
  const topFive = scores.slice(0, 5).map(({ className, probability }) => ({
    className: displayName(className),
    probability,
  }));
  const [best] = topFive;
  if (!best) throw new RangeError('No scores to judge');
  return { label: best.className, probability: best.probability, topFive };
}
