import browser from 'webextension-polyfill';
import { withDeadline } from '../messaging/deadline';

/** The frame's: the worker itself has none. */
declare const document: { hasFocus(): boolean; querySelector(selector: string): object | null };

/** Milliseconds for all frames to tell; one that hangs keeps the others from it. */
const PATIENCE = 1_000;

/** A frame of a tab, and what of the user is in it: parents have what their frames have. */
export interface FrameState {
  /** 0 for the page itself. Of two frames the higher number is the younger, and never holds the other. */
  readonly frame: number;
  readonly hasFocus: boolean;
  readonly hasPointer: boolean;
}

/** The frames of a tab, oldest first, as far as the extension may run there; the page alone where they are slow. */
export const framesOf = async (tab: number): Promise<FrameState[]> =>
  (await framesIn(tab)) ?? [{ frame: 0, hasFocus: true, hasPointer: true }];

/** @returns undefined where they are slow, or none may be asked */
export async function framesIn(tab: number): Promise<FrameState[] | undefined> {
  const asking = browser.scripting.executeScript({
    target: { tabId: tab, allFrames: true },
    func: readState,
    injectImmediately: true,
  });
  try {
    const found = await withDeadline(PATIENCE, asking);
    return found
      .map(({ frameId, result }) => ({ frame: frameId, ...asState(result) }))
      .toSorted((one, other) => one.frame - other.frame);
  } catch {
    return undefined;
  }
}

/** Runs in the frame, where the page's own elements may stand in the place of properties. */
function readState(): unknown {
  return [document.hasFocus(), document.querySelector(':hover') !== null];
}

function asState(found: unknown): Omit<FrameState, 'frame'> {
  const [hasFocus, hasPointer] = Array.isArray(found) ? found : [];
  return { hasFocus: hasFocus === true, hasPointer: hasPointer === true };
}
