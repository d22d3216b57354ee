import { NoAnswerError, sendToFrame } from '../messaging/send';
import { documentIn, injectContentScript } from './content-script';
import { grantScreen, withdrawScreenGrant } from './screen-grant';

/**
 * Gives an order to a frame or, where none is named, to all; the content script is brought to who has none.
 *
 * @throws Error where the extension may run nothing
 */
export async function reach<T>(
  tab: number,
  frame: number | undefined,
  order: () => Promise<T>,
): Promise<T> {
  try {
    return await order();
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    await injectContentScript(tab, frame);
    return order();
  }
}

/** Milliseconds for a page to take a notice. */
const PATIENCE = 5_000;

/** Says something on the page of a tab itself, whichever frame it is about. */
export const sayOnPage = (tab: number, text: string): Promise<void> =>
  reach(tab, 0, () => sendToFrame(tab, 0, 'say', [text], PATIENCE));

/** Lets what the user sees of a frame be read, once, for the picture in it that they have just asked about. */
export async function openScreen(tab: number, frame: number): Promise<void> {
  try {
    // Whatever becomes of this choice, it withdraws an earlier one.
    await withdrawScreenGrant();
    await grantScreen({ tab, frame, document: await documentIn(tab, frame) });
  } catch (error) {
    // Most pictures can be read without.
    console.error('The screen could not be opened to the picture asked for', error);
  }
}
