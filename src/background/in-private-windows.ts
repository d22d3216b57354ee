import browser from 'webextension-polyfill';

/**
 * Whether this worker is the one of the private windows. The browser runs the extension once more for them, with a
 * worker, an offscreen document, a network and a database of their own; but settings, what the session's storage holds,
 * and the rules for requests are the same for both.
 */
export const inPrivateWindows = (): boolean => browser.extension.inIncognitoContext === true;
