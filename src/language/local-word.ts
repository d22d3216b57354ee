import browser from 'webextension-polyfill';

/** Key of the message that has a word of the vocabulary in another language. */
export const wordKey = (word: string): string =>
  `word_${word.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`;

/**
 * A word of the vocabulary in the user's language, for people only: what is kept, compared and sent is English.
 *
 * @returns the English word where that language has no sure one for it
 */
export const localWord = (word: string): string => browser.i18n.getMessage(wordKey(word)) || word;
