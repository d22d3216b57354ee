import browser from 'webextension-polyfill';
import { Line, type LineReply } from '../messaging/line';

/** Address of the offscreen document inside the extension. */
export const OFFSCREEN_PAGE = 'src/offscreen/offscreen.html';

/** Milliseconds between two looks for a document that has not said yet that it is there: it may be loading still. */
const LOOK = 1_000;

let isUp = false;

/** Whether the document is there, as far as is known without looking for it. */
export const isOffscreenUp = (): boolean => isUp;

/** Whether the browser has the document, be it that it does not listen yet. */
export async function isOffscreenThere(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  return contexts.length > 0;
}

/** Asks the offscreen document where it is open. A worker of private windows finds that of private windows alone. */
export const offscreenLine = new Line<'offscreen'>(async (take, onCut) => {
  const { clients } = globalThis as unknown as ServiceWorkerGlobalScope;
  const url = browser.runtime.getURL(OFFSCREEN_PAGE);
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((each) => each.url === url);
  if (!page) throw new Error('The offscreen document is not open');
  const { port1, port2 } = new MessageChannel();
  const end = () => {
    isUp = false;
    port1.close();
    onCut();
  };
  let isMet = false;
  port1.onmessage = ({ data }: MessageEvent<LineReply | string>) => {
    if (typeof data !== 'string') return take(data);
    isMet = true;
    void navigator.locks.request(data, end);
  };
  page.postMessage(null, [port2]);
  isUp = true;
  const meet = async () => {
    while (!isMet) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      const isThere = await clients.get(page.id);
      if (!isThere && !isMet) return end();
    }
  };
  meet().catch((error) => console.error('The offscreen document is not looked for', error));
  return port1;
});
