import { BoundedMap } from '../core/bounded-map';
import type { Correcting, Correction } from '../core/correction';
import type { Scored } from '../core/outcome';
import { type Allowance, type Bucket, fullBucket, refill, takeOne } from '../core/token-bucket';
import { judge } from '../core/verdict';
import { announce } from '../messaging/announce';
import { withDeadline } from '../messaging/deadline';
import { NoAnswerError, sendToAllFrames } from '../messaging/send';
import {
  keepCorrection,
  loadCorrections,
  undoCorrection,
  watchCorrections,
} from '../storage/corrections';
import { loadSettings } from '../storage/settings';
import type { Asker } from './classify';
import { openTabs } from './content-script';
import { openWordWindow } from './word-window';

/** Milliseconds for a database, which may never answer, and for a page to be told. */
const PATIENCE = 5_000;

/**
 * What a tab may do about labels: more than anybody's hands do, and so little that a frame which was taken over does not
 * push out all that the user has said, or take the focus from them all the time.
 */
const HANDS: Allowance = { most: 20, perSecond: 0.2 };
const hands = new BoundedMap<Bucket>({ entries: 200 });

/** @throws Error where a tab does more than anybody could */
function takeHand(tab: number): void {
  const now = Date.now();
  const left = takeOne(refill(hands.get(String(tab)) ?? fullBucket(HANDS, now), HANDS, now));
  if (!left) throw new Error('Nobody corrects so many labels at a time');
  hands.set(String(tab), left);
}

/** Milliseconds before corrections that could not be read are tried again: each try may hold labels up. */
const REST = 30_000;
let retryAt = Number.POSITIVE_INFINITY;

/** All corrections by what pictures hold, read once and again after each change. */
let known: Promise<ReadonlyMap<string, Correction>> | undefined;

const forget = () => {
  known = undefined;
  retryAt = Number.POSITIVE_INFINITY;
};

// Lives as long as the worker.
watchCorrections(forget, new AbortController().signal);

const read = async (): Promise<ReadonlyMap<string, Correction>> => {
  const all = await withDeadline(PATIENCE, loadCorrections());
  return new Map(all.map(({ key, word }) => [key, { word }]));
};

/** Scores with what the user has said of the picture; without where that cannot be read, for it must not cost the label. */
export async function withCorrection(scored: Scored, content: string): Promise<Scored> {
  if (Date.now() >= retryAt) forget();
  known ??= read().catch((error) => {
    retryAt = Date.now() + REST;
    console.error('Corrections could not be read', error);
    return new Map();
  });
  const correction = (await known).get(content);
  return correction ? { ...scored, correction } : scored;
}

/**
 * Does what the user wants done about a label, and has all pages show it.
 *
 * @throws Error when it cannot be kept
 */
export async function correct(
  correcting: Correcting,
  content: string,
  { scores }: Scored,
  { tab, isPrivate }: Pick<Asker, 'tab' | 'isPrivate'>,
): Promise<void> {
  takeHand(tab);
  if (correcting.kind === 'type') return openWordWindow(content, isPrivate);
  if (correcting.kind === 'undo') {
    await withDeadline(PATIENCE, undoCorrection(content));
  } else {
    const verdict = judge(scores, await loadSettings());
    const instead = verdict.kind === 'label' ? verdict.word : '';
    const correction = { key: content, word: correcting.word, instead, at: Date.now() };
    await withDeadline(PATIENCE, keepCorrection(correction));
  }
  await tellCorrected();
}

/** Has all pages, and the recent predictions, show what the user has said meanwhile. */
export async function tellCorrected(): Promise<void> {
  forget();
  announce('historyChanged', []).catch(report('The popup does not know of it'));
  // The same picture may be on any of them; those that nobody sees look again when somebody does.
  for (const tab of await openTabs()) {
    sendToAllFrames(tab, 'corrected', [], PATIENCE).catch((error) => {
      // It may have been left meanwhile.
      if (!(error instanceof NoAnswerError)) report('A page does not know of it')(error);
    });
  }
}

const report = (what: string) => (error: unknown) => console.error('Corrected:', what, error);
