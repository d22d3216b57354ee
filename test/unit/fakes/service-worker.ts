import { vi } from 'vitest';

let container = new EventTarget();

/** Has `navigator` be one of a page that a service worker may send messages to. */
export function stubServiceWorker(): void {
  container = Object.assign(new EventTarget(), { startMessages: () => undefined });
  vi.stubGlobal('navigator', { serviceWorker: container });
}

/** What a worker does to lay a line to such a page; @returns the worker's end */
export function layLine(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  container.dispatchEvent(Object.assign(new Event('message'), { ports: [port2] }));
  return port1;
}
