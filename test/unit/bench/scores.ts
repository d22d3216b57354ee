import type { Answer, Photograph } from '../../../bench/labels/answer';
import { answerOf, type Looked } from '../../../bench/labels/answer';
import type { Prediction, Scores, Word } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { displayName, generalWords, groupOf } from '../../../src/core/vocabulary';

/** Classes of the tests, and a general word that covers the first of them. */
export const [TABBY, GOLDFISH, BANANA] = [281, 1, 954];
export const cat = ((): { word: string; classes: readonly number[] } => {
  const found = generalWords.find(
    ({ classes }) => classes.includes(TABBY) && !classes.includes(GOLDFISH),
  );
  if (!found) throw new Error('There is no general word for a tabby');
  return found;
})();

export const photographOf = (index: number): Photograph => ({ file: `${index}.jpg`, class: index });

const prediction = (index: number, probability: number): Prediction => ({
  className: displayName(index),
  name: displayName(index),
  group: groupOf(index),
  probability,
});

/** Scores of a picture whose likeliest classes are these, the first of them with a general word or without. */
export function scoresOf(
  likeliest: readonly (readonly [index: number, probability: number])[],
  general?: number,
): Scores {
  const topFive = likeliest.map(([index, probability]) => prediction(index, probability));
  const [best] = topFive;
  if (!best) throw new Error('Nothing is likely');
  const { name: word, group, probability } = best;
  const words: Word[] = [{ word, classes: 1, group, probability }];
  if (general !== undefined) {
    words.push({ word: cat.word, classes: cat.classes.length, group, probability: general });
  }
  return { topFive, words, isGraphic: false };
}

export const answer = (looked: Looked): Answer => answerOf(looked, defaultSettings);
