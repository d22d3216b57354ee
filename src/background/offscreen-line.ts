import browser from 'webextension-polyfill';
import { withDeadline } from '../messaging/deadline';
import { Line, type LineReply } from '../messaging/line';

/** Address of the offscreen document inside the extension. */
export const OFFSCREEN_PAGE = 'src/offscreen/offscreen.html';

/** Milliseconds for the document to answer a new line, which it may still be loading for. */
const PATIENCE = 15_000;

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
  const answer = new Promise<string>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
  });
  page.postMessage(null, [port2]);
  const presence = await withDeadline(PATIENCE, answer).catch((error) => {
    port1.close();
    throw error;
  });
  port1.onmessage = ({ data }: MessageEvent<LineReply>) => take(data);
  isUp = true;
  void navigator.locks.request(presence, () => {
    isUp = false;
    port1.close();
    onCut();
  });
  return port1;
});
