import type { Answer, Method, Payload } from '../messaging/protocol';
import { LateAnswerError, NoAnswerError } from '../messaging/send';
import { isOffscreenThere, isOffscreenUp, OFFSCREEN_PAGE, offscreenLine } from './offscreen-line';
import { withPulse } from './offscreen-pulse';

/**
 * Milliseconds before a message is sent again, for the document may be closed, or die, before it has answered;
 * and one that is still loading does not listen yet.
 */
const PAUSES = [100, 400, 1_600];

let creation: Promise<void> | undefined;

/** Opens the document unless it is open; Chromium rejects a second one, so callers share one attempt. */
function ensureOpen(): Promise<void> {
  creation ??= open().finally(() => {
    creation = undefined;
  });
  return creation;
}

async function open(): Promise<void> {
  if (await isOffscreenThere()) return;
  await chrome.offscreen.createDocument({
    url: OFFSCREEN_PAGE,
    reasons: ['WORKERS', 'BLOBS'],
    justification: 'Decodes pictures and classifies them on this machine, in a worker.',
  });
}

/**
 * Asks the offscreen document, opening it if it is not there, and again if it dies over the question.
 *
 * @param payload makes up what is sent, anew each time: the document may take a while to open
 * @param patience milliseconds to wait for an answer, all attempts together
 * @throws NoAnswerError when there is none, or whatever the document threw
 */
export function askOffscreen<M extends Method<'offscreen'>>(
  method: M,
  payload: () => Payload<'offscreen', M>,
  patience: number,
): Promise<Answer<'offscreen', M>> {
  return withPulse(() => askUntil(performance.now() + patience, method, payload));
}

/** @param end when to give up, as performance.now() counts: the wall clock may be set meanwhile */
async function askUntil<M extends Method<'offscreen'>>(
  end: number,
  method: M,
  payload: () => Payload<'offscreen', M>,
): Promise<Answer<'offscreen', M>> {
  const attempt = async () => {
    if (!isOffscreenUp()) await ensureOpen();
    return offscreenLine.ask(method, payload(), end - performance.now());
  };
  for (const pause of PAUSES) {
    const wasExpected = isOffscreenUp();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NoAnswerError) || performance.now() + pause >= end) throw error;
    }
    // It has closed since: opening it anew need not wait.
    if (!wasExpected) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return attempt();
}

/** Asks the offscreen document if it is open; nothing is worth opening it for this. */
export async function tellOffscreen<M extends Method<'offscreen'>>(
  method: M,
  payload: Payload<'offscreen', M>,
): Promise<Answer<'offscreen', M> | undefined> {
  try {
    return await offscreenLine.ask(method, payload, 5_000);
  } catch (error) {
    if (!(error instanceof NoAnswerError) || error instanceof LateAnswerError) throw error;
    return undefined;
  }
}
