import type { Box } from '../core/box';
import { failed, type Outcome, skipped } from '../core/outcome';
import type { Question as Message, PictureReference } from '../messaging/protocol';
import { LateAnswerError, NoAnswerError, send } from '../messaging/send';
import type { Picture } from './picture-kinds';
import type { Question } from './question';
import { referTo } from './refer-to';
import { referrerFor } from './referrer';

/** Milliseconds to wait for one answer; longer than the worker waits for the offscreen document's. */
const PATIENCE = 150_000;

/** Milliseconds before asking again after the worker died over a question. */
const PAUSES = [50, 250, 1_000, 4_000];

/** Answers of hosts that may give a picture only to those who say on whose page it is. */
const REFUSALS = new Set(['401', '403']);

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
    if (!isReference(reference)) return reference;
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

/** An answer may never come: Chromium drops the channels of a page that goes into the back/forward cache. */
function untilGivenUp(signal: AbortSignal, work: () => Promise<Outcome>): Promise<Outcome> {
  if (signal.aborted) return Promise.resolve(skipped('cancelled'));
  const givenUp = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () => resolve(skipped('cancelled')));
  });
  return Promise.race([work(), givenUp]);
}

const isReference = (value: PictureReference | Outcome): value is PictureReference =>
  value.kind === 'bytes' || value.kind === 'address' || value.kind === 'screen';

const isRefusal = (outcome: Outcome): boolean =>
  outcome.kind === 'failed' &&
  outcome.reason === 'http-status' &&
  REFUSALS.has(outcome.detail ?? '');

type About = Omit<Message, 'id' | 'priority'>;

async function pose(about: About, question: Question): Promise<Outcome> {
  const { id, signal } = question;
  if (signal.aborted) return skipped('cancelled');
  const tellGivenUp = () => {
    // Nobody waits for the answer to this: when it is lost, one picture too many is classified.
    send('background', 'cancel', [{ id }], 5_000).catch(() => undefined);
  };
  signal.addEventListener('abort', tellGivenUp);
  try {
    return await poseUntilAnswered(about, question);
  } finally {
    signal.removeEventListener('abort', tellGivenUp);
  }
}

async function poseUntilAnswered(about: About, question: Question): Promise<Outcome> {
  const { id, signal, correcting } = question;
  const whole = correcting ? { ...about, correcting } : about;
  for (const pause of [...PAUSES, undefined]) {
    try {
      // It may have been moved up or down meanwhile.
      const message = { ...whole, id, priority: question.priority };
      const outcome = await send('background', 'classify', [message], PATIENCE);
      // Somebody else gave the same picture up while this question was joining theirs.
      const isCancelled = outcome.kind === 'skipped' && outcome.reason === 'cancelled';
      if (!isCancelled || pause === undefined || signal.aborted) return outcome;
    } catch (error) {
      if (error instanceof LateAnswerError) return failed('timed-out', error.message);
      if (!(error instanceof NoAnswerError)) throw error;
      if (pause === undefined) return failed('interrupted', error.message);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return skipped('cancelled');
  }
  return failed('interrupted');
}
