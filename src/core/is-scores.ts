import { groups } from './groups';
import type { Prediction, Scores, Word } from './outcome';

/** Whether something that was stored are scores as they are made today. */
export function isScores(found: unknown): found is Scores {
  const { topFive, words, isGraphic } = fieldsOf(found);
  return (
    typeof isGraphic === 'boolean' &&
    Array.isArray(topFive) &&
    topFive.every(isPrediction) &&
    Array.isArray(words) &&
    words.every(isWord)
  );
}

function isPrediction(found: unknown): found is Prediction {
  const { className, name, group, probability } = fieldsOf(found);
  return [className, name].every((each) => typeof each === 'string') && isRated(group, probability);
}

function isWord(found: unknown): found is Word {
  const { word, classes, group, probability } = fieldsOf(found);
  return typeof word === 'string' && typeof classes === 'number' && isRated(group, probability);
}

const isRated = (group: unknown, probability: unknown): boolean =>
  groups.some((each) => each === group) && Number.isFinite(probability);

const fieldsOf = (found: unknown): Record<string, unknown> =>
  typeof found === 'object' && found !== null ? { ...found } : {};
