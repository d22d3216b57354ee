import type { Answer, Method, Payload } from '../messaging/protocol';
import { NoAnswerError, send } from '../messaging/send';

/** Address of the document inside the extension. */
const PAGE = 'src/offscreen/offscreen.html';

/** How often a message is sent: the document may be closed, or die, while it has not yet answered. */
const ATTEMPTS = 3;

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
 * @param patience milliseconds to wait for an answer
 * @throws NoAnswerError when it keeps dying, or whatever it threw
 */
export async function askOffscreen<M extends Method<'offscreen'>>(
  method: M,
  payload: Payload<'offscreen', M>,
  patience: number,
): Promise<Answer<'offscreen', M>> {
  for (let attempt = 1; ; attempt++) {
    await ensureOpen();
    try {
      return await send('offscreen', method, payload, patience);
    } catch (error) {
      if (!(error instanceof NoAnswerError) || attempt >= ATTEMPTS) throw error;
    }
  }
}
