import browser from 'webextension-polyfill';

/** A message of the user's language, with its placeholders filled. */
export const text = (key: string, ...substitutions: readonly string[]): string =>
  browser.i18n.getMessage(key, [...substitutions]);
