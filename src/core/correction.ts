import { type Check, oneKindOf, oneOf, record, text } from './check';

/** What the user says that a picture shows. */
export interface Correction {
  /** At most {@link maxWord} characters; empty where nothing that Sightline names is right. */
  readonly word: string;
}

/** What the user does about a label: says a word for the picture, takes that back, or asks to type one. */
export type Correcting =
  | { readonly kind: 'say'; readonly word: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'type' };

/** Characters of a word; those of the longest class name have fewer. */
export const maxWord = 60;

const checkWord = text(maxWord);

export const checkCorrecting: Check<Correcting> = oneKindOf<Correcting, 'kind'>('kind', {
  say: record<{ readonly kind: 'say'; readonly word: string }>({
    kind: oneOf(['say']),
    word: (found, name) => tidyWord(checkWord(found, name)),
  }),
  undo: record<{ readonly kind: 'undo' }>({ kind: oneOf(['undo']) }),
  type: record<{ readonly kind: 'type' }>({ kind: oneOf(['type']) }),
});

/** A word as people type it, on one line, without what cannot be seen and would turn the words around it. */
export const tidyWord = (typed: string): string =>
  typed
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxWord);
