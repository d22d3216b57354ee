import browser from 'webextension-polyfill';
import { Line } from '../messaging/line';

/** Address of the offscreen document inside the extension. */
export const OFFSCREEN_PAGE = 'src/offscreen/offscreen.html';

/** Asks the offscreen document where it is open. A worker of private windows finds that of private windows alone. */
export const offscreenLine = new Line<'offscreen'>(async (onCut) => {
  const { clients } = globalThis as unknown as ServiceWorkerGlobalScope;
  const url = browser.runtime.getURL(OFFSCREEN_PAGE);
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((each) => each.url === url);
  if (!page) throw new Error('The offscreen document is not open');
  const { port1, port2 } = new MessageChannel();
  page.postMessage(null, [port2]);
  // Chromium's MessagePort does not tell that its other end has gone; the extensions' own port does.
  browser.runtime.connect().onDisconnect.addListener(() => {
    port1.close();
    onCut();
  });
  return port1;
});
