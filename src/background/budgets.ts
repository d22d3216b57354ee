import { type Allowance, type Bucket, fullBucket, refill, takeOne } from '../core/token-bucket';
import { SessionMap } from '../storage/session-map';

/**
 * New pictures that a tab, and one frame of it, may have looked at unasked. A page of a thousand pictures that is
 * scrolled through at one go takes half of a frame's, and an endless feed of two new pictures a second none; a page that
 * makes up pictures is held to a part of one core. A frame has less than its tab, so that what an advertisement
 * wastes is not all that the page has.
 */
const TAB: Allowance = { most: 3_000, perSecond: 3 };
const FRAME: Allowance = { most: 2_000, perSecond: 2 };

/** Frames of a tab whose budgets are kept. Those beyond them begin anew, but not with a new tab's. */
const MOST_FRAMES = 32;

/** Milliseconds after a click on the menu within which a frame may say that somebody asked for its picture. */
const TERM = 5 * 60_000;

/** Milliseconds over which spending is gathered before it is written down. */
const PAUSE = 1_000;

interface Budget {
  readonly tab: Bucket;
  readonly frames: Readonly<Record<string, Bucket>>;
  /** When somebody last chose an item of the menu there, in milliseconds since 1970. */
  readonly askedAt?: number;
}

/** Who spends. */
export interface Spender {
  readonly tab: number;
  readonly frame: number;
}

/** In session storage too: a budget that died with the worker would be there again after half a minute of rest. */
const stored = new SessionMap<Budget>('budgets', { entries: 200 });
const budgets = new Map<number, Budget>();
const unwritten = new Set<number>();
let isWritingSoon = false;

/**
 * Takes one picture from the budget of a frame and its tab, at once. The tab's has to be known here, as it is after
 * {@link isOpenToUser}.
 *
 * @returns false where nothing is left of either
 */
export function spend({ tab, frame }: Spender): boolean {
  const now = Date.now();
  const budget = budgetOf(tab);
  const { [frame]: known = fullBucket(FRAME, now), ...others } = budget.frames;
  const ofTab = takeOne(refill(budget.tab, TAB, now));
  const ofFrame = takeOne(refill(known, FRAME, now));
  if (!ofTab || !ofFrame) return false;
  const kept = Object.entries(others)
    .toSorted(([, one], [, other]) => other.at - one.at)
    .slice(0, MOST_FRAMES - 1);
  budgets.set(tab, {
    ...budget,
    tab: ofTab,
    frames: { ...Object.fromEntries(kept), [frame]: ofFrame },
  });
  writeSoon(tab);
  return true;
}

/** Somebody has just asked for pictures of a tab: what they ask for is theirs, and the budget is whole again. */
export function openToUser(tab: number): void {
  const now = Date.now();
  budgets.set(tab, { tab: fullBucket(TAB, now), frames: {}, askedAt: now });
  writeSoon(tab);
}

/** Whether somebody asked for pictures of a tab lately. A frame that says so itself may have been taken over. */
export async function isOpenToUser(tab: number): Promise<boolean> {
  await restore(tab);
  const { askedAt } = budgetOf(tab);
  const since = Date.now() - (askedAt ?? Number.NEGATIVE_INFINITY);
  return since >= 0 && since <= TERM;
}

export async function forgetBudget(tab: number): Promise<void> {
  budgets.delete(tab);
  unwritten.delete(tab);
  await stored.delete(String(tab));
}

const budgetOf = (tab: number): Budget =>
  budgets.get(tab) ?? { tab: fullBucket(TAB, Date.now()), frames: {} };

async function restore(tab: number): Promise<void> {
  if (budgets.has(tab)) return;
  try {
    const kept = await stored.get(String(tab));
    // What was spent while it was read is the truth.
    if (kept && !budgets.has(tab)) budgets.set(tab, kept);
  } catch (error) {
    // Storage that is out of order must not cost the labels.
    console.error('A budget could not be read', error);
  }
}

function writeSoon(tab: number): void {
  unwritten.add(tab);
  if (isWritingSoon) return;
  isWritingSoon = true;
  setTimeout(() => {
    isWritingSoon = false;
    write().catch((error) => console.error('Budgets could not be written down', error));
  }, PAUSE);
}

async function write(): Promise<void> {
  const tabs = [...unwritten];
  unwritten.clear();
  for (const tab of tabs) {
    const budget = budgets.get(tab);
    if (budget) await stored.set(String(tab), budget);
  }
}
