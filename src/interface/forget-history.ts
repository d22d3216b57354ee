import { withDeadline } from '../messaging/deadline';
import { NoAnswerError, send } from '../messaging/send';
import { forgetAll } from '../storage/history';

/** Milliseconds for it to be done. */
const PATIENCE = 10_000;

/**
 * Forgets all recent predictions, and what they would come back from: those that are about to be written down, and what
 * the session knows pictures by.
 */
export async function forgetHistory(): Promise<void> {
  try {
    await send('background', 'forgetRecent', [], PATIENCE);
  } catch (error) {
    // A worker that cannot be asked has nothing to write.
    if (!(error instanceof NoAnswerError)) throw error;
  }
  await withDeadline(PATIENCE, forgetAll());
}
