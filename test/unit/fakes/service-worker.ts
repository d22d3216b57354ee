import { vi } from 'vitest';
import type { LineReply } from '../../../src/messaging/line';

let container = new EventTarget();

/** Has `navigator` be one of a page that a service worker may send messages to. */
export function stubServiceWorker(): void {
  container = Object.assign(new EventTarget(), { startMessages: () => undefined });
  locks = {};
  const request = (name: string, onHeld: () => void) => {
    locks[name] = onHeld;
  };
  vi.stubGlobal('navigator', { serviceWorker: container, locks: { request } });
}

/** The locks that such a page wants, and what it does once it has one. */
export let locks: Record<string, () => void> = {};

/**
 * What a worker does to lay a line to such a page.
 *
 * @param meet told the name of the lock that the page holds
 * @returns the worker's end
 */
export function layLine(
  take: (reply: LineReply) => void,
  meet: (presence: string) => void = () => undefined,
): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<LineReply | string>) =>
    typeof data === 'string' ? meet(data) : take(data);
  container.dispatchEvent(Object.assign(new Event('message'), { ports: [port2] }));
  return port1;
}
