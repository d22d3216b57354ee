import browser from 'webextension-polyfill';
import type { LineCall, LineReply } from './line';
import type { Address } from './protocol';
import { replyTo, type Services } from './serve';

/**
 * Answers the calls on each line to this document. Only the extension's worker can lay one; with the worker it ends: the
 * browser lets go of a port whose other end has gone, and an answer on it goes nowhere.
 */
export function serveLines<A extends Address>(address: A, services: Services<A>): void {
  // A port of this kind tells the worker when this document goes: see background/offscreen-line.ts.
  browser.runtime.onConnect.addListener(() => undefined);
  navigator.serviceWorker.addEventListener('message', ({ ports: [port] }) => {
    if (!port) return;
    port.onmessage = async ({ data: { id, ...message } }: MessageEvent<LineCall>) =>
      port.postMessage({
        id,
        reply: await replyTo(address, services, message, {}),
      } satisfies LineReply);
  });
  navigator.serviceWorker.startMessages();
}
