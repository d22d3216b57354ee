import { vi } from 'vitest';
import type { LineReply } from '../../../src/messaging/line';

let container = new EventTarget();

/** Has `navigator` be one of a page that a service worker may send messages to. */
export function stubServiceWorker(): void {
  container = Object.assign(new EventTarget(), { startMessages: () => undefined });
  vi.stubGlobal('navigator', { serviceWorker: container, locks: { request: vi.fn() } });
}

/** What a worker does to lay a line to such a page; @returns the worker's end */
export function layLine(take: (reply: LineReply) => void): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<LineReply>) => take(data);
  container.dispatchEvent(Object.assign(new Event('message'), { ports: [port2] }));
  return port1;
}
