import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { LineCall, LineReply } from './line';
import type { LineAddress } from './protocol';
import { replyTo, type Services } from './serve';

/**
 * Answers the calls on each line to this document, and tells by it the name of a lock of the browser that it holds as
 * long as it is there: Chromium's MessagePort does not tell that its other end has gone, but that lock is free then. Only
 * the extension's worker can lay a line; with the worker it ends: the browser lets go of a port whose other end has gone,
 * and an answer on it goes nowhere.
 */
export function serveLines<A extends LineAddress>(address: A, services: Services<A>): void {
  const presence = crypto.randomUUID();
  const held = new Promise<void>((resolve) => {
    void navigator.locks.request(presence, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
  navigator.serviceWorker.addEventListener('message', async ({ ports: [port] }) => {
    if (!port) return;
    port.onmessage = async ({ data }: MessageEvent<LineCall>) =>
      port.postMessage(await answerTo(address, services, data, {}));
    // Told before it is held, the lock would be free to the worker, and so the document gone.
    await held;
    port.postMessage(presence);
  });
  navigator.serviceWorker.startMessages();
}

/**
 * Answers the calls on each line that a frame has laid to the worker. Nothing else of the extension may listen to
 * runtime.onConnect: each that does holds the frames' ports open, and no frame is told when the worker dies.
 *
 * @param onGone told when a frame has gone, or has been put into the back/forward cache
 */
export function serveFrameLines<A extends LineAddress>(
  address: A,
  services: Services<A>,
  onGone: (frame: Runtime.MessageSender) => void,
): void {
  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port;
    if (sender?.id !== browser.runtime.id) return;
    port.onDisconnect.addListener(() => {
      // Chromium says so of pages that go into the back/forward cache, and prints what nobody reads.
      void browser.runtime.lastError;
      onGone(sender);
    });
    port.onMessage.addListener((call) => {
      if (!isCall(call)) return;
      // A frame that has gone needs no answer: there is nobody to post it to.
      answerTo(address, services, call, sender)
        .then((reply) => port.postMessage(reply))
        .catch(() => undefined);
    });
  });
}

const isCall = (message: unknown): message is LineCall =>
  typeof message === 'object' && message !== null && typeof Reflect.get(message, 'id') === 'number';

const answerTo = async <A extends LineAddress>(
  address: A,
  services: Services<A>,
  { id, ...message }: LineCall,
  sender: Runtime.MessageSender,
): Promise<LineReply> => ({ id, reply: await replyTo(address, services, message, sender) });
