import type { Scores, Word } from '../../src/core/outcome';
import type { JudgeSettings, Verdict } from '../../src/core/verdict';
import { judge } from '../../src/core/verdict';
import { displayName, generalWords } from '../../src/core/vocabulary';
import type { Claim } from './calibration-error';

/** A photograph of which it is known what it shows. */
export interface Photograph {
  /** Path in its folder. */
  readonly file: string;
  /** Class of what it shows, 0..999. */
  readonly class: number;
}

/** A word that people are shown. */
export interface Shown extends Claim {
  readonly word: string;
  /** How many classes it covers. */
  readonly classes: number;
}

/** What a photograph is answered, by one way of labelling. */
export interface Answer {
  readonly photograph: Photograph;
  readonly scores: Scores;
  readonly verdict: Verdict;
  /** The verdict's word, where it is one. */
  readonly shown: Shown | undefined;
  /** How many views the model was shown. */
  readonly views: number;
}

/** What a way of labelling starts from. */
export type Looked = Pick<Answer, 'photograph' | 'scores' | 'views'>;

/** The answer under some settings. */
export function answerOf(looked: Looked, settings: JudgeSettings): Answer {
  const verdict = judge(looked.scores, settings);
  if (verdict.kind !== 'label') return { ...looked, verdict, shown: undefined };
  const word = looked.scores.words.find(
    (each) => each.word === verdict.word && each.probability === verdict.probability,
  );
  if (!word) throw new Error(`"${verdict.word}" is none of the words for the picture`);
  return { ...looked, verdict, shown: shownAs(word, looked.photograph) };
}

/** The word as a claim about the photograph. */
export const shownAs = (word: Word, photograph: Photograph): Shown => ({
  word: word.word,
  classes: word.classes,
  probability: word.probability,
  isRight: isRight(word, photograph.class),
});

/**
 * Whether a word is right of what is of a class: the name of the class itself, or a general word that covers it,
 * which is to say one of its ancestors in WordNet.
 */
export function isRight({ word, classes }: Pick<Word, 'word' | 'classes'>, truth: number): boolean {
  if (classes === 1) return word === displayName(truth);
  return generalWords.some(
    (general) =>
      general.word === word &&
      general.classes.length === classes &&
      general.classes.includes(truth),
  );
}
