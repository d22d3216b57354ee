import { SessionMap } from '../storage/session-map';
import type { Asker } from './classify';

/** Milliseconds from the click on the menu within which the screen may be read. */
const TERM = 15_000;

/** A document of a tab. Another one in the same frame, or another frame, is another place. */
export type Place = Pick<Asker, 'tab' | 'frame' | 'document'>;

interface Grant extends Place {
  readonly at: number;
}

/**
 * Where the user last chose a menu item that is about one picture, and when: one entry, for a later choice
 * withdraws an earlier one. In session storage and not in memory alone, for a worker that dies between the click
 * and the question would turn what the user has asked for into a refusal; what outlives the worker there is worth
 * nothing when its term is over.
 */
const grants = new SessionMap<Grant>('screen-grant', { entries: 1 });
const LAST = 'last';

let lastTaken: Promise<unknown> = Promise.resolve();

/** The user has just asked for a picture of a document: what they see of its tab may be read, once. */
export async function grantScreen(place: Place): Promise<void> {
  await grants.set(LAST, { ...place, at: Date.now() });
}

/** Whether what the user sees of a document's tab may be read; having asked, one may not ask again. */
export function takeScreenGrant(place: Place): Promise<boolean> {
  // One after another: of two that ask at a time, one is granted.
  const taken = lastTaken.then(() => take(place));
  lastTaken = taken.catch(() => undefined);
  return taken;
}

/** Nothing of what the user sees may be read any more: of one tab, or, where none is named, of any. */
export async function withdrawScreenGrant(tab?: number): Promise<void> {
  const grant = await grants.get(LAST);
  if (grant && (tab === undefined || grant.tab === tab)) await grants.delete(LAST);
}

async function take({ tab, frame, document }: Place): Promise<boolean> {
  const grant = await grants.get(LAST);
  const isItsOwn = grant?.tab === tab && grant.frame === frame && grant.document === document;
  // What others ask takes nothing from those whom it was given to.
  if (!grant || !isItsOwn) return false;
  await grants.delete(LAST);
  const age = Date.now() - grant.at;
  // The clock may have been set back since.
  return age >= 0 && age <= TERM;
}
