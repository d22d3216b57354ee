/** Scripts that put no spaces between words: what is looked for may stand anywhere in a text. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

const MARKS = /\p{M}/gu;
const WORD_PART = /[\p{L}\p{N}]$/u;

/** A text as it is compared: without case and without diacritics. */
const fold = (text: string): string =>
  text.normalize('NFKD').replace(MARKS, '').toLocaleLowerCase('und');

/**
 * Whether each word of what somebody looks for begins a word in one of the texts, whatever its case and diacritics;
 * what has no words finds everything.
 *
 * @param query as it was typed
 * @param texts what one thing is called
 */
export function matchesSearch(query: string, texts: readonly string[]): boolean {
  const folded = texts.map(fold);
  return fold(query)
    .split(/\s+/)
    .filter((term) => term !== '')
    .every((term) => folded.some((text) => isIn(term, text)));
}

function isIn(term: string, text: string): boolean {
  const isAnywhere = WITHOUT_SPACES.test(term);
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (isAnywhere || !WORD_PART.test(text.slice(0, at))) return true;
  }
  return false;
}
