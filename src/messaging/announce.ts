import type { Method, Payload } from './protocol';
import { NoAnswerError, send } from './send';

/** Tells the popup something, if it is open: when it is closed there is nobody to tell. */
export async function announce<M extends Method<'popup'>>(
  method: M,
  payload: Payload<'popup', M>,
): Promise<void> {
  try {
    await send('popup', method, payload, 1_000);
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
  }
}
