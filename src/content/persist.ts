import { NoAnswerError } from '../messaging/send';

/** Milliseconds before asking again after the worker died over a question; after the last attempt there is none. */
const PAUSES = [50, 250, 1_000, 4_000, 0];

/**
 * Asks, and again a few times where nobody answers.
 *
 * @returns undefined once it is given up
 * @throws whatever the last attempt threw, or any that asking again does not mend
 */
export async function persist<T>(
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  for (const pause of PAUSES) {
    try {
      return await ask();
    } catch (error) {
      if (pause === 0 || !(error instanceof NoAnswerError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) break;
  }
  return undefined;
}
