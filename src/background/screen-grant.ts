import { SessionMap } from '../storage/session-map';

/** Milliseconds from the click on the menu within which the screen may be read. */
const TERM = 15_000;

/**
 * When the user last chose a menu item that is about one picture, under the id of the tab where they did:
 * one entry, for a later choice withdraws an earlier one. In session storage and not in memory alone, for
 * a worker that dies between the click and the question would turn what the user has asked for into a
 * refusal; what outlives the worker there is a time, and is worth nothing when its term is over.
 */
const grants = new SessionMap<number>('screen-grant', { entries: 1 });

let lastTaken: Promise<unknown> = Promise.resolve();

/** The user has just asked for a picture of a tab: what they see of it may be read, once. */
export async function grantScreen(tab: number): Promise<void> {
  await grants.set(String(tab), Date.now());
}

/** Whether what the user sees of a tab may be read; having asked, one may not ask again. */
export function takeScreenGrant(tab: number): Promise<boolean> {
  // One after another: of two that ask at a time, one is granted.
  const taken = lastTaken.then(() => take(String(tab)));
  lastTaken = taken.catch(() => undefined);
  return taken;
}

export async function withdrawScreenGrant(tab: number): Promise<void> {
  await grants.delete(String(tab));
}

async function take(tab: string): Promise<boolean> {
  const at = await grants.get(tab);
  if (at === undefined) return false;
  await grants.delete(tab);
  const age = Date.now() - at;
  // The clock may have been set back since.
  return age >= 0 && age <= TERM;
}
