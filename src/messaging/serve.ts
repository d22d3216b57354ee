import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { Address, Answer, Envelope, Method, Payload, Reply } from './protocol';

/** What a place does with each message to its address. */
export type Handlers<A extends Address> = {
  readonly [M in Method<A>]: (
    payload: Payload<A, M>[0],
    sender: Runtime.MessageSender,
  ) => Answer<A, M> | Promise<Answer<A, M>>;
};

const isEnvelope = (message: unknown): message is Envelope => {
  if (typeof message !== 'object' || message === null) return false;
  const { to, method, payload } = message as Record<keyof Envelope, unknown>;
  return typeof to === 'string' && typeof method === 'string' && Array.isArray(payload);
};

/** Only the worker takes messages from web pages' content scripts; all others serve the extension alone. */
const mayAsk = (address: Address, { id, url }: Runtime.MessageSender): boolean =>
  id === browser.runtime.id &&
  (address === 'background' || url?.startsWith(browser.runtime.getURL('')) === true);

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/**
 * Answers the messages to one address. runtime.sendMessage is a broadcast to every page of the
 * extension, so a message to another address is left to its owner.
 *
 * @returns stops answering
 */
export function serve<A extends Address>(address: A, handlers: Handlers<A>): () => void {
  const byName = new Map<string, Handlers<A>[Method<A>]>(Object.entries(handlers));
  const listener = (
    message: unknown,
    sender: Runtime.MessageSender,
    respond: (reply: unknown) => void,
  ): true | undefined => {
    if (!isEnvelope(message) || message.to !== address || !mayAsk(address, sender))
      return undefined;
    const reply = async (): Promise<Reply> => {
      const handler = byName.get(message.method);
      if (!handler) throw new Error(`${address} has no method "${message.method}"`);
      const [payload] = message.payload as Payload<A, Method<A>>;
      return { ok: true, value: await handler(payload as Payload<A, Method<A>>[0], sender) };
    };
    reply().then(respond, (thrown) => respond({ ok: false, error: asError(thrown) }));
    return true;
  };
  // The polyfill types the listener for one style of answering; this is the style that every browser knows.
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListener);
  return () => browser.runtime.onMessage.removeListener(listener as Runtime.OnMessageListener);
}
