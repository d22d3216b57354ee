import { classCount, displayName, generalWords } from '../core/vocabulary';
import { localWord } from './local-word';

/** All words that Sightline has itself, in English, the general ones first. */
export const ownWords: readonly string[] = [
  ...generalWords.map(({ word }) => word),
  ...Array.from({ length: classCount }, (_, index) => displayName(index)),
];

const fold = (word: string): string => word.normalize('NFKC').toLocaleLowerCase('und');

/**
 * A word that somebody typed as it is kept: in English where it is one of {@link ownWords}, in whatever case and in
 * English or the user's language, else as it was typed. What means one thing in the user's language and another in
 * English means the former.
 */
export function englishWord(typed: string): string {
  const wanted = fold(typed);
  return (
    ownWords.find((word) => fold(localWord(word)) === wanted) ??
    ownWords.find((word) => fold(word) === wanted) ??
    typed
  );
}
