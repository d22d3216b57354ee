import type { Method, Payload } from './protocol';
import { NoAnswerError, send } from './send';

/** Tells the popup and the other pages that people see something: while none is open there is nobody to tell. */
export async function announce<M extends Method<'pages'>>(
  method: M,
  payload: Payload<'pages', M>,
): Promise<void> {
  try {
    await send('pages', method, payload, 1_000);
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
  }
}
