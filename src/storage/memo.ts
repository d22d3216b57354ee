import browser from 'webextension-polyfill';

/**
 * Reads what is in local storage under a key once, and again after each change, whoever made it.
 *
 * @param load reads it
 * @returns gives it as it is now
 */
export function memoOf<T>(key: string, load: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  const forget = () => {
    known = undefined;
  };
  browser.storage.local.onChanged.addListener((changes) => {
    if (key in changes) forget();
  });
  return () => {
    known ??= load().catch((error) => {
      forget();
      throw error;
    });
    return known;
  };
}
