import type { Browser } from 'webextension-polyfill';

/**
 * Stands for webextension-polyfill in the build of the content script, which every page has to load (see
 * scripts/lean-content-script.ts): what is used there answers with promises in every browser by now. Nothing of
 * a page can take its place, for it is a property of the global object's own.
 */
export default (globalThis as unknown as { readonly chrome: Browser }).chrome;
