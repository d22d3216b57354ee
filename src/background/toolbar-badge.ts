import browser from 'webextension-polyfill';
import { badgeText, joinReports, maxTroubles, type PageReport } from '../core/page-report';
import { isPausedAt } from '../core/pauses';
import { pageReports, type TabReports } from '../storage/page-reports';
import { loadPauses, savePauses } from '../storage/pauses';
import type { Asker } from './classify';
import { framesIn } from './frames';

type Sender = Pick<Asker, 'tab' | 'frame' | 'document' | 'site'>;

/** Frames of a tab whose reports are kept: all are read with each. */
const MOST_FRAMES = 64;

/** Troubles of a tab that are kept, twice what the popup lists: the reports of all tabs share half a megabyte. */
const MOST_TROUBLES = 2 * maxTroubles;

/** Stands on the toolbar while labelling is paused in a tab: two bars, as on every player. */
const PAUSED = '❚❚';

const reports = pageReports();

let lastTaken: Promise<unknown> = Promise.resolve();

/** One after another: each reads what the one before has written. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = lastTaken.then(work);
  lastTaken = done.catch(() => undefined);
  return done;
}

/** Takes down what a frame reports, and counts the labelled pictures of its tab on the toolbar. */
export const takeReport = (report: PageReport, frame: Sender): Promise<void> =>
  inTurn(() => take(report, frame));

async function take(report: PageReport, sender: Sender): Promise<void> {
  const { tab, frame, document, site } = sender;
  const others = await othersThan(sender);
  const { labelled, unsure, waiting, troubles, leftOut } = report;
  const counts = labelled + unsure + waiting + troubles.length + Object.keys(leftOut).length;
  const isEmpty = counts === 0;
  const isOneTooMany = Object.keys(others).length >= MOST_FRAMES;
  const room = MOST_TROUBLES - Object.values(others).flatMap((other) => other.troubles).length;
  const kept = { ...report, document, troubles: report.troubles.slice(0, Math.max(0, room)) };
  const frames = isEmpty || isOneTooMany ? others : { ...others, [frame]: kept };
  if (Object.keys(frames).length > 0) await reports.set(String(tab), frames);
  else await reports.delete(String(tab));
  const sum = joinReports(Object.values(frames));
  const isPaused = isPausedAt(await loadPauses(), { tab, site }, Date.now());
  const text = isPaused ? PAUSED : badgeText(sum.labelled);
  await browser.action.setBadgeText({ tabId: tab, text });
  const title = browser.i18n.getMessage(isPaused ? 'toolbarPaused' : 'extName');
  await browser.action.setTitle({ tabId: tab, title });
}

/** What the other frames of a tab have reported. */
async function othersThan({ tab, frame, document }: Sender): Promise<TabReports> {
  const { [frame]: before, ...others } = (await reports.get(String(tab))) ?? {};
  if (frame !== 0 || !before || before.document === document) return others;
  // It has not taken its report back: a page that crashes, or that the browser discards, does not, nor do its frames.
  const there = await framesIn(tab);
  const isThere = ([number]: [string, unknown]) =>
    there?.some((each) => each.frame === Number(number)) ?? true;
  return Object.fromEntries(Object.entries(others).filter(isThere));
}

/** How many pictures of each frame of a tab are labelled, by the frame's number. */
export async function labelledIn(tab: number): Promise<ReadonlyMap<number, number>> {
  const frames = Object.entries((await reports.get(String(tab))) ?? {});
  return new Map(frames.map(([frame, { labelled }]) => [Number(frame), labelled]));
}

/** A tab that is closed is not paused any more. */
export const endPause = (tab: number): Promise<void> =>
  inTurn(async () => {
    const pauses = await loadPauses();
    if (!pauses.tabs.includes(tab)) return;
    await savePauses({ ...pauses, tabs: pauses.tabs.filter((each) => each !== tab) });
  });

export const forgetTab = (tab: number): Promise<void> => inTurn(() => reports.delete(String(tab)));

/** The look of the toolbar badge: quiet, and legible in light and dark. */
export async function dressBadge(): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#3b4a6b' });
  await browser.action.setBadgeTextColor({ color: '#ffffff' });
}
