import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { Check } from '../core/check';
import { parseUrl } from '../download/parse-url';
import type { Service } from '../messaging/serve';
import type { Asker } from './classify';

/** A service for content scripts and nobody else. */
export const forFrames = <P, R>(
  check: Check<P>,
  answer: (payload: P, frame: Asker) => R | Promise<R>,
): Service<P, R, Asker> => ({ admit: requireFrame, check, answer });

/** A service for the extension's own pages and nobody else. */
export const forOwnPages = <P, R>(
  check: Check<P>,
  answer: (payload: P) => R | Promise<R>,
): Service<P, R> => ({ admit: requireOwnPage, check, answer });

/** @throws Error when the sender is no content script */
function requireFrame(sender: Runtime.MessageSender): Asker {
  const { tab, frameId, url } = sender;
  if (tab?.id === undefined || frameId === undefined || isOwnPage(sender)) {
    throw new Error('Only a page may ask this');
  }
  // Frames without an address of their own (about:blank, srcdoc) act for the page that made them.
  const { origin = '' } = sender as chrome.runtime.MessageSender;
  const hasAddress = url !== undefined && /^(https?|file):/.test(url);
  const frameUrl = hasAddress ? url : origin;
  const tabUrl = tab.url ?? '';
  return {
    tab: tab.id,
    frame: frameId,
    document: documentOf(sender),
    frameUrl,
    tabUrl,
    site: parseUrl(tabUrl)?.hostname ?? '',
    isSandboxed: hasAddress && /^http/.test(url) && origin === 'null',
    isPrivate: tab.incognito,
  };
}

/** The browser's name for the document that a sender is in. */
export const documentOf = (sender: Runtime.MessageSender): string =>
  (sender as chrome.runtime.MessageSender).documentId ?? '';

/**
 * The address that a frame's tab has by now. What is told of a sender is as it was when its port was opened, and a page
 * may have given itself another address since.
 */
export async function tabAddress({ tab, tabUrl }: Pick<Asker, 'tab' | 'tabUrl'>): Promise<string> {
  const { url = '' } = await browser.tabs.get(tab);
  const isSamePage = parseUrl(url)?.origin === new URL(tabUrl).origin;
  return isSamePage ? url : tabUrl;
}

/** @throws Error when the sender is not a page of the extension */
function requireOwnPage(sender: Runtime.MessageSender): void {
  if (!isOwnPage(sender)) throw new Error('Only a page of the extension may ask this');
}

const isOwnPage = ({ url }: Runtime.MessageSender): boolean =>
  url?.startsWith(browser.runtime.getURL('')) ?? false;
