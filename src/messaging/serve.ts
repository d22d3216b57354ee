import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { Check } from '../core/check';
import type { Address, Answer, Envelope, LineAddress, Method, Payload, Reply } from './protocol';

/** How one method is served. */
export interface Service<P, R, A = unknown> {
  /**
   * @returns who asks, for the answer
   * @throws Error when the sender may not ask for it
   */
  admit?(sender: Runtime.MessageSender): A;
  /** Whatever came is unknown until it has been through this. */
  readonly check: Check<P>;
  answer(payload: P, asker: A): R | Promise<R>;
}

/** What a place does with each message to its address. */
export type Services<A extends Address> = {
  readonly [M in Method<A>]: Service<Payload<A, M>[0], Answer<A, M>>;
};

/** Characters of a method's name that an error repeats. */
const MAX_NAME = 40;

const isFor = (address: Address, message: unknown): message is { readonly to: Address } =>
  Object(message).to === address;

/** Only the worker takes messages from web pages' content scripts; all others serve the extension alone. */
const mayAsk = (address: Address, { id, url }: Runtime.MessageSender): boolean =>
  id === browser.runtime.id &&
  (address === 'background' || String(url).startsWith(browser.runtime.getURL('')));

/** An error as it can cross: what cannot be cloned, such as a cause that holds a function, would leave no answer. */
function asError(thrown: unknown): Error {
  try {
    return structuredClone(thrown instanceof Error ? thrown : new Error(String(thrown)));
  } catch {
    return new Error((thrown as Error).message);
  }
}

/** A message that nobody has looked at. */
type Message = Partial<Record<keyof Envelope, unknown>>;

/** Does what a message asks for, once it is known who asks and what; of one that makes no sense the reply says why. */
export async function replyTo<A extends Address>(
  address: A,
  services: Services<A>,
  { method, payload }: Message,
  sender: Runtime.MessageSender,
): Promise<Reply> {
  try {
    if (typeof method !== 'string' || !Object.hasOwn(services, method) || !Array.isArray(payload)) {
      throw new TypeError(`${address} takes no "${String(method).slice(0, MAX_NAME)}" like this`);
    }
    // What the methods have in common is only that the check of each gives what its answer takes.
    const { admit, check, answer } = services[method as Method<A>] as Service<unknown, unknown>;
    const asker = admit?.(sender);
    return { ok: true, value: await answer(check(payload[0], method), asker) };
  } catch (thrown) {
    return { ok: false, error: asError(thrown) };
  }
}

/**
 * Answers the messages to one address. runtime.sendMessage is a broadcast to every page of the extension, so a message
 * to another address is left to its owner.
 *
 * @returns stops answering
 */
export function serve<A extends Exclude<Address, LineAddress>>(
  address: A,
  services: Services<A>,
): () => void {
  const listener = (
    message: unknown,
    sender: Runtime.MessageSender,
    respond: (reply: Reply) => void,
  ): true | undefined => {
    if (!isFor(address, message) || !mayAsk(address, sender)) return undefined;
    void replyTo(address, services, message, sender).then(respond);
    return true;
  };
  // The polyfill types the listener for one style of answering; this is the style that every browser knows.
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListener);
  return () => browser.runtime.onMessage.removeListener(listener as Runtime.OnMessageListener);
}
