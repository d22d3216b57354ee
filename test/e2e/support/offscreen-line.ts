import type { Page } from '@playwright/test';
import type { Reply } from '../../../src/messaging/protocol';
import type { Sightline } from './sightline';

/** What a service worker has beside a page's globals, as far as tests use it. */
export interface WorkerGlobals {
  readonly clients: {
    matchAll(which: { readonly includeUncontrolled: boolean }): Promise<
      {
        readonly url: string;
        postMessage(message: null, ports: readonly MessagePort[]): void;
      }[]
    >;
  };
}

declare global {
  /** Puts a call to the offscreen document; in pages to which a line was lent. */
  var callOffscreen: (call: object) => Promise<Reply>;
}

/** Has a page of the extension call the offscreen document, once it is open, over a line as only the worker lays them. */
export async function lendLine({ worker }: Sightline, page: Page): Promise<void> {
  await worker.evaluate(() => {
    const { clients } = globalThis as unknown as WorkerGlobals;
    const handOn = async ({ ports }: MessageEvent) => {
      const pages = await clients.matchAll({ includeUncontrolled: true });
      pages.find(({ url }) => url.endsWith('/offscreen.html'))?.postMessage(null, ports);
    };
    addEventListener('message', (event) => void handOn(event as MessageEvent), { once: true });
  });
  await page.evaluate(async () => {
    await chrome.runtime.sendMessage({ to: 'background', method: 'wake', payload: [] });
    const { port1, port2 } = new MessageChannel();
    const waiting = new Map<number, (reply: Reply) => void>();
    let calls = 0;
    port1.onmessage = ({ data: { id, reply } }) => waiting.get(id)?.(reply);
    globalThis.callOffscreen = (call) =>
      new Promise((resolve) => {
        const id = calls++;
        waiting.set(id, resolve);
        port1.postMessage({ ...call, id });
      });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(null, [port2]);
  });
}
