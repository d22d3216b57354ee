import type { Answer, Method, Payload } from '../messaging/protocol';
import { NoAnswerError, send } from '../messaging/send';

/** Address of the document inside the extension. */
const PAGE = 'src/offscreen/offscreen.html';

/**
 * Milliseconds before a message is sent again, for the document may be closed, or die, before it has answered;
 * and one that is still loading does not listen yet.
 */
const PAUSES = [100, 400, 1_600];

let creation: Promise<void> | undefined;

/** Whether the document is open now. */
export async function isOpen(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  return contexts.length > 0;
}

/** Opens the document unless it is open; Chromium rejects a second one, so callers share one attempt. */
function ensureOpen(): Promise<void> {
  creation ??= open().finally(() => {
    creation = undefined;
  });
  return creation;
}

async function open(): Promise<void> {
  if (await isOpen()) return;
  await chrome.offscreen.createDocument({
    url: PAGE,
    reasons: ['WORKERS', 'BLOBS'],
    justification: 'Decodes pictures and classifies them on this machine, in a worker.',
  });
}

/**
 * Asks the offscreen document, opening it if need be, and again if it dies over the question.
 *
 * @param patience milliseconds to wait for an answer, all attempts together
 * @throws NoAnswerError when there is none, or whatever the document threw
 */
export async function askOffscreen<M extends Method<'offscreen'>>(
  method: M,
  payload: Payload<'offscreen', M>,
  patience: number,
): Promise<Answer<'offscreen', M>> {
  const end = Date.now() + patience;
  for (const pause of PAUSES) {
    try {
      await ensureOpen();
      return await send('offscreen', method, payload, end - Date.now());
    } catch (error) {
      if (!(error instanceof NoAnswerError) || Date.now() + pause >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  await ensureOpen();
  return send('offscreen', method, payload, end - Date.now());
}
