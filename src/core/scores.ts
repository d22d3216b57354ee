import type { Group } from './groups';
import type { Prediction, Word } from './outcome';
import { thresholds } from './verdict';
import { classCount, displayName, generalWords, groupOf } from './vocabulary';

const TOP = 5;

/** A word as likely as this is general enough for everyone. */
const SETTLED = Math.max(...Object.values(thresholds));

/** Less than this a float32 does not hold. */
const LEAST = 2 ** -149;

/**
 * What several views say together: the geometric mean of their probabilities, class by class, made to sum to 1.
 * It is the softmax of the views' mean logits, and unlike the arithmetic mean no less sure where they agree.
 *
 * @param views probabilities of the classes, 0..1, of one length
 */
export function meanOf(views: readonly ArrayLike<number>[]): Float32Array {
  const [first, ...others] = views;
  if (!first) throw new RangeError('No views to take the mean of');
  if (others.length === 0) return Float32Array.from(first);
  const means = Array.from(first, (_, index) => {
    // What a view holds to be impossible is only too unlikely for a float32.
    const logs = views.map((view) => Math.log(Math.max(view[index] ?? 0, LEAST)));
    return Math.exp(logs.reduce((sum, log) => sum + log, 0) / views.length);
  });
  const total = means.reduce((sum, mean) => sum + mean, 0);
  return Float32Array.from(means, (mean) => mean / total);
}

/**
 * @param probabilities one for each class, 0..1
 * @param labels names of the classes as ImageNet lists them, in the same order
 * @returns the most probable classes, most probable first; of equals the earlier class comes first
 */
export function topFive(probabilities: ArrayLike<number>, labels: readonly string[]): Prediction[] {
  if (probabilities.length !== classCount || labels.length !== classCount) {
    throw new RangeError(`${probabilities.length} probabilities for ${labels.length} labels`);
  }
  const left = Array.from(probabilities);
  return Array.from({ length: TOP }, () => {
    const probability = Math.max(...left);
    const index = left.indexOf(probability);
    left[index] = Number.NEGATIVE_INFINITY;
    const className = labels[index] ?? '';
    return { className, name: displayName(index), group: groupOf(index), probability };
  });
}

/**
 * Words for a picture, from specific to general. A word's probability is the sum over its classes; a word stays
 * only where no more specific one is as likely, so that for any threshold the first that reaches it is the most
 * specific there is. They end with the first that reaches every threshold of the settings.
 *
 * @param probabilities one for each class, 0..1, together at most 1
 */
export function wordsFor(probabilities: ArrayLike<number>): Word[] {
  const all = Array.from(probabilities);
  const sumOver = (classes: readonly number[]) =>
    classes.reduce((sum, index) => sum + (all[index] ?? 0), 0);
  const best = all.indexOf(Math.max(...all));
  const general = generalWords
    .map(({ word, classes }) => ({ word, classes, probability: sumOver(classes) }))
    .sort((a, b) => a.classes.length - b.classes.length || b.probability - a.probability);

  const words: Word[] = [];
  let reached = 0;
  for (const { word, classes, probability } of [
    { word: displayName(best), classes: [best], probability: all[best] ?? 0 },
    ...general,
  ]) {
    if (reached >= SETTLED) break;
    if (probability <= reached && words.length > 0) continue;
    words.push({ word, classes: classes.length, group: mostIn(classes, all), probability });
    reached = probability;
  }
  return words;
}

/** The group that most of some classes' probability is in. */
function mostIn(classes: readonly number[], probabilities: readonly number[]): Group {
  const sums = new Map<Group, number>();
  for (const index of classes) {
    const group = groupOf(index);
    sums.set(group, (sums.get(group) ?? 0) + (probabilities[index] ?? 0));
  }
  const [[most]] = [...sums].sort(([, a], [, b]) => b - a) as [[Group, number]];
  return most;
}
