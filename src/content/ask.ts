import type { Box } from '../core/box';
import { failed, isTrouble, type Outcome, skipped } from '../core/outcome';
import type { Question as Message } from '../messaging/protocol';
import { LateAnswerError, NoAnswerError } from '../messaging/send';
import { persist } from './persist';
import type { Picture } from './picture-kinds';
import type { Question } from './question';
import { referTo } from './refer-to';
import { referrerFor } from './referrer';
import { workerLine } from './worker-line';

/** Milliseconds to wait for one answer; longer than the worker waits for the offscreen document's, or takes to end it. */
const PATIENCE = 200_000;

/** Answers of hosts that may give a picture only to those who say on whose page it is. */
const REFUSALS = /^40[13]$/;

/**
 * Asks what is in a picture. The worker may die at any moment: a question without an answer is asked again,
 * a few times.
 *
 * @param url absolute address of the picture
 * @param question gives it up, here at once and wherever else it waits
 * @param onPosed told once the question is on its way, and there is time until its answer
 * @returns failed('unreadable') for a canvas or video of which the site lets nothing be read
 * @throws OrphanedError when the extension has gone from under this page
 */
export function ask(
  picture: Picture,
  url: string,
  about: Pick<Message, 'backdrop' | 'srcset'>,
  question: Question,
  onPosed?: () => void,
): Promise<Outcome> {
  return untilGivenUp(question.signal, async () => {
    const reference = await referTo(picture, url, question.signal, question.priority === 'asked');
    if (isTrouble(reference)) return reference;
    const posed = pose({ picture: reference, ...about }, question);
    onPosed?.();
    const outcome = await posed;
    if (reference.kind !== 'address' || !isRefusal(outcome)) return outcome;
    const referrer = await referrerFor(picture, url);
    if (referrer === undefined) return outcome;
    return pose({ picture: { ...reference, referrer }, ...about }, question);
  });
}

/**
 * Asks what is in a part of the tab as it is on screen.
 *
 * @param box in shares (0..1) of the tab's viewport
 */
export const askAboutScreen = (box: Box, question: Question): Promise<Outcome> =>
  untilGivenUp(question.signal, () =>
    pose({ picture: { kind: 'screen', box }, backdrop: '#ffffff' }, question),
  );

/** An answer may never come: Chromium closes the port of a page that goes into the back/forward cache, and tells nobody in it. */
function untilGivenUp(signal: AbortSignal, work: () => Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(skipped('cancelled')));
    work().then(resolve, reject);
  });
}

const isRefusal = (outcome: Outcome): boolean =>
  outcome.kind === 'failed' && REFUSALS.test(outcome.detail ?? '');

type About = Omit<Message, 'id' | 'priority'>;

async function pose(about: About, question: Question): Promise<Outcome> {
  const { id, signal, correcting } = question;
  if (signal.aborted) return skipped('cancelled');
  question.isPosed = true;
  try {
    const outcome = await persist(signal, () =>
      // It may have been moved up or down meanwhile.
      put({ ...about, ...(correcting && { correcting }), id, priority: question.priority }),
    );
    return outcome ?? skipped('cancelled');
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return failed('interrupted', error.message);
  } finally {
    question.isPosed = false;
  }
}

async function put(message: Message): Promise<Outcome> {
  try {
    const outcome = await workerLine.ask('classify', [message], PATIENCE);
    if (outcome.kind !== 'skipped' || outcome.reason !== 'cancelled') return outcome;
  } catch (error) {
    if (!(error instanceof LateAnswerError)) throw error;
    return failed('timed-out', error.message);
  }
  // Somebody else gave the same picture up while this question was joining theirs.
  throw new NoAnswerError('cancelled');
}
