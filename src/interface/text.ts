import browser from 'webextension-polyfill';

/** A message of the user's language, with its placeholders filled. */
export function text(key: string, ...substitutions: readonly string[]): string {
  const isRightToLeft = browser.i18n.getMessage('uiDirection') === 'rtl';
  return browser.i18n.getMessage(
    key,
    isRightToLeft ? substitutions.map(isolate) : [...substitutions],
  );
}

/** Keeps a name that is written the other way from reordering the words and numbers around it. */
const isolate = (foreign: string): string => `\u2068${foreign}\u2069`;
