import type { Prediction } from './outcome';

/**
 * @param probabilities one for each label, in the order of the labels
 * @param count how many predictions to return at most
 * @returns the most probable classes, most probable first; of equals the earlier class comes first
 */
export function topPredictions(
  probabilities: ArrayLike<number>,
  labels: readonly string[],
  count: number,
): Prediction[] {
  if (probabilities.length !== labels.length) {
    throw new RangeError(`${probabilities.length} probabilities for ${labels.length} labels`);
  }
  return labels
    .map((className, index) => ({ className, probability: probabilities[index] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}
