import browser from 'webextension-polyfill';
import { Line, type LineReply } from '../messaging/line';
import { PRESENCE } from '../messaging/serve-lines';

/** Address of the offscreen document inside the extension. */
export const OFFSCREEN_PAGE = 'src/offscreen/offscreen.html';

let isUp = false;

/** Whether the document is there, as far as is known without looking for it. */
export const isOffscreenUp = (): boolean => isUp;

/** Asks the offscreen document where it is open. A worker of private windows finds that of private windows alone. */
export const offscreenLine = new Line<'offscreen'>(async (take, onCut) => {
  const { clients } = globalThis as unknown as ServiceWorkerGlobalScope;
  const url = browser.runtime.getURL(OFFSCREEN_PAGE);
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((each) => each.url === url);
  if (!page) throw new Error('The offscreen document is not open');
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<LineReply>) => take(data);
  page.postMessage(null, [port2]);
  isUp = true;
  // Chromium's MessagePort does not tell that its other end has gone; the lock of that end is free then.
  void navigator.locks.request(PRESENCE, () => {
    isUp = false;
    port1.close();
    onCut();
  });
  return port1;
});
