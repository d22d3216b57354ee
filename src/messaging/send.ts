import browser from 'webextension-polyfill';
import { DeadlineError, withDeadline } from './deadline';
import type { Address, Answer, Envelope, LineAddress, Method, Payload, Reply } from './protocol';

/** Nobody answered: the other side is not there, or died before it could. Worth asking again. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError';
}

/** Somebody is there, but took too long. */
export class LateAnswerError extends NoAnswerError {
  override name = 'LateAnswerError';
}

/** The extension was updated, reloaded or removed under this content script: nothing can be asked any more. */
export class OrphanedError extends Error {
  override name = 'OrphanedError';
}

/** Whether the extension has gone from under this content script: the id goes before any call says so. */
export const isOrphaned = (): boolean => !browser.runtime?.id;

/** The others are asked over a line: see line.ts. */
type ExtensionAddress = Exclude<Address, LineAddress | 'content'>;

/**
 * Sends a message to a page of the extension and waits for its answer.
 *
 * @param patience milliseconds to wait for the answer
 * @throws NoAnswerError, LateAnswerError, OrphanedError, or whatever the handler threw
 */
export const send = <A extends ExtensionAddress, M extends Method<A>>(
  to: A,
  method: M,
  payload: Payload<A, M>,
  patience: number,
): Promise<Answer<A, M>> =>
  within(patience, () =>
    browser.runtime.sendMessage({ to, method, payload } satisfies Envelope),
  ) as Promise<Answer<A, M>>;

/** Sends a message to the content script of one frame, likewise. */
export const sendToFrame = <M extends Method<'content'>>(
  tab: number,
  frame: number,
  method: M,
  payload: Payload<'content', M>,
  patience: number,
): Promise<Answer<'content', M>> =>
  within(patience, () =>
    browser.tabs.sendMessage(tab, { to: 'content', method, payload } satisfies Envelope, {
      frameId: frame,
    }),
  ) as Promise<Answer<'content', M>>;

/** Sends one to the content scripts of all frames of a tab, likewise; the first answer is taken for all. */
export const sendToAllFrames = <M extends Method<'content'>>(
  tab: number,
  method: M,
  payload: Payload<'content', M>,
  patience: number,
): Promise<Answer<'content', M>> =>
  within(patience, () =>
    browser.tabs.sendMessage(tab, { to: 'content', method, payload } satisfies Envelope),
  ) as Promise<Answer<'content', M>>;

/**
 * The value in the reply to a call.
 *
 * @param patience milliseconds to wait for the reply
 * @throws NoAnswerError, LateAnswerError, OrphanedError, or the error in the reply
 */
export async function within(patience: number, call: () => Promise<unknown>): Promise<unknown> {
  if (isOrphaned()) throw new OrphanedError('The extension has gone');
  let reply: Reply | undefined;
  try {
    reply = (await withDeadline(patience, call())) as Reply | undefined;
  } catch (error) {
    throw asTransportError(error);
  }
  if (!reply) throw new NoAnswerError('No answer');
  if (!reply.ok) throw reply.error;
  return reply.value;
}

function asTransportError(error: unknown): Error {
  const { message } = error as Error;
  const lost = /context invalidated/i.test(message) ? OrphanedError : NoAnswerError;
  const Kind = error instanceof DeadlineError ? LateAnswerError : lost;
  return new Kind(message, { cause: error });
}
