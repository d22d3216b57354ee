import { failed, type Outcome, skipped } from '../core/outcome';
import type { Priority } from '../core/priority-queue';
import type { Question } from '../messaging/protocol';
import { LateAnswerError, NoAnswerError, send } from '../messaging/send';
import { referTo } from './refer-to';

/** Milliseconds to wait for one answer; longer than the worker waits for the offscreen document's. */
const PATIENCE = 150_000;

/** Milliseconds before asking again after the worker died over a question. */
const PAUSES = [50, 250, 1_000, 4_000];

/**
 * Asks what is in a picture. The worker may die at any moment: a question without an answer is asked again,
 * a few times.
 *
 * @param url absolute address of the picture
 * @param signal gives the question up, here at once and wherever else it waits
 * @throws OrphanedError when the extension has gone from under this page
 */
export async function ask(url: string, priority: Priority, signal: AbortSignal): Promise<Outcome> {
  if (signal.aborted) return skipped('cancelled');
  // An answer may never come: Chromium drops the channels of a page that goes into the back/forward cache.
  const givenUp = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () => resolve(skipped('cancelled')), { once: true });
  });
  const picture = await Promise.race([referTo(url, signal), givenUp]);
  if (picture.kind !== 'bytes' && picture.kind !== 'address') return picture;

  // randomUUID exists in secure pages only.
  const id = Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-');
  const tellGivenUp = () => {
    // Nobody waits for the answer to this: when it is lost, one picture too many is classified.
    send('background', 'cancel', [{ id }], 5_000).catch(() => undefined);
  };
  signal.addEventListener('abort', tellGivenUp, { once: true });
  try {
    return await Promise.race([askUntilAnswered({ id, picture, priority }, signal), givenUp]);
  } finally {
    signal.removeEventListener('abort', tellGivenUp);
  }
}

async function askUntilAnswered(question: Question, signal: AbortSignal): Promise<Outcome> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      return await send('background', 'classify', [question], PATIENCE);
    } catch (error) {
      if (error instanceof LateAnswerError) return failed('timed-out', error.message);
      if (!(error instanceof NoAnswerError)) throw error;
      if (pause === undefined) return failed('interrupted', error.message);
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (signal.aborted) return skipped('cancelled');
    }
  }
  return failed('interrupted');
}
