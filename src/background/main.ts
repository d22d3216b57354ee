import browser from 'webextension-polyfill';
import { count, nothing, record } from '../core/check';
import type { EngineStatus } from '../core/engine-status';
import { checkMeasurement } from '../core/measurement';
import { serve } from '../messaging/serve';
import { serveFrameLines } from '../messaging/serve-lines';
import { saveMeasurement } from '../storage/measurement';
import { clearPauses } from '../storage/pauses';
import { forgetBudget, isOpenToUser, openToUser, spend } from './budgets';
import { checkFailures, checkNote } from './check-incidents';
import { checkCancelled, checkMoved, checkQuestion } from './check-question';
import { checkReport } from './check-report';
import { type Asker, Classification } from './classify';
import { onCommand } from './commands';
import { injectOverlay, isStart, reachOpenPages } from './content-script';
import { createMenu, createPrivateMenu, onMenuClick } from './context-menu';
import { correct, tellCorrected, withCorrection } from './corrections';
import { currentSettings, engineWishes } from './engine-wishes';
import { inPrivateWindows } from './in-private-windows';
import { noteEvent, noteFailures } from './incident-log';
import { KnownPictures } from './known-pictures';
import { askOffscreen, tellOffscreen } from './offscreen-document';
import { dropWaiting, rememberSoon } from './recent-predictions';
import { clearReferrers } from './referrer';
import { withdrawScreenGrant } from './screen-grant';
import { documentOf, forFrames, forOwnPages, tabAddress } from './sender';
import { keepSettings } from './settings-keeping';
import { dressBadge, endPause, forgetTab, takeReport } from './toolbar-badge';
import { openDueWelcome, welcome } from './welcome';
import { wordSubject } from './word-window';

/** Milliseconds for the engine to start on the last backend that is tried. */
const WAKE_PATIENCE = 110_000;

const known = new KnownPictures();
const classification = new Classification({
  known,
  currentSettings,
  engineWishes,
  remember: rememberSoon,
  withCorrection,
  correct,
  spend,
  isOpenToUser,
  tabAddress,
});

const report = (what: string) => (error: unknown) => console.error(what, error);

/** A question's id is its frame's own: no other frame can give up, or move, what is asked under it. */
const idIn = (id: string, { tab, frame }: Asker): string => `${tab} ${frame} ${id}`;

serveFrameLines(
  'classification',
  {
    classify: forFrames(checkQuestion, ({ id, ...rest }, asker) =>
      classification.classify({ ...rest, id: idIn(id, asker) }, asker),
    ),
    cancel: forFrames(checkCancelled, ({ id }, asker) => classification.cancel(idIn(id, asker))),
    prioritise: forFrames(checkMoved, ({ id, priority }, asker) =>
      classification.prioritise(idIn(id, asker), priority),
    ),
  },
  (frame) => {
    classification
      .cancelDocument(documentOf(frame))
      .catch(report('What a page that has gone asked could not be given up'));
  },
);
serve('background', {
  report: forFrames(checkReport, takeReport),
  failed: forFrames(checkFailures, noteFailures),
  tab: forFrames(nothing, (_, { tab }) => tab),
  userAsks: forOwnPages(record<{ readonly tab: number }>({ tab: count }), ({ tab }) =>
    openToUser(tab),
  ),
  forgetRecent: forOwnPages(nothing, async () => {
    const forgotten = forgetCaches().catch(report('What is known could not be forgotten'));
    await Promise.all([dropWaiting(), forgotten]);
  }),
  bringOverlay: forFrames(nothing, (_, { tab, frame }) => injectOverlay(tab, frame)),
  corrected: forOwnPages(nothing, tellCorrected),
  wordSubject: forOwnPages(nothing, wordSubject),
  status: forOwnPages(
    nothing,
    async (): Promise<EngineStatus> => (await tellOffscreen('status', [])) ?? { state: 'asleep' },
  ),
  wake: forOwnPages(nothing, async () => {
    const wishes = await engineWishes();
    return askOffscreen('wake', () => [wishes], WAKE_PATIENCE);
  }),
  caches: forOwnPages(nothing, async () => {
    const contents = await tellOffscreen('cache', []);
    return [...(await known.status()), ...(contents ? [contents] : [])];
  }),
  forgetCaches: forOwnPages(nothing, forgetCaches),
  memory: forOwnPages(nothing, () => tellOffscreen('memory', [])),
  note: forOwnPages(checkNote, noteEvent),
  measured: forOwnPages(checkMeasurement, saveMeasurement),
});

browser.runtime.onInstalled.addListener(({ reason }) => {
  createMenu().catch(report('The menu could not be made'));
  welcome(reason).catch(report('The welcome page could not be opened'));
});
// Of private windows the browser tells no start, and what is paused is paused in all windows.
browser.runtime.onStartup.addListener(() => {
  clearPauses().catch(report('Pauses of an earlier time could not be ended'));
});
browser.contextMenus.onClicked.addListener((info, tab) => {
  onMenuClick(info, tab).catch(report('What was clicked could not be reached'));
});
browser.commands.onCommand.addListener((command, tab) => {
  onCommand(command, tab).catch(report('A shortcut could not be carried out'));
});
browser.tabs.onRemoved.addListener((tab) => {
  forgetTab(tab).catch(report('A closed tab could not be forgotten'));
  endPause(tab).catch(report('A closed tab could not be forgotten'));
  forgetBudget(tab).catch(report('A closed tab could not be forgotten'));
  withdrawScreenGrant(tab).catch(report('A closed tab could not be forgotten'));
});
begin().catch(report('Open pages could not be reached'));
openDueWelcome().catch(report('The welcome page could not be opened'));
if (inPrivateWindows()) createPrivateMenu();
// Of private windows nothing is told, so all rules there are belong to the other worker.
else {
  clearReferrers().catch(report('Rules of an earlier worker could not be removed'));
  // Private windows share the settings; one worker to keep them is enough.
  keepSettings();
}
dressBadge().catch(report('The toolbar badge could not be dressed'));

async function forgetCaches(): Promise<void> {
  await Promise.all([known.clear(), tellOffscreen('forgetCache', [])]);
}

async function begin(): Promise<void> {
  if (await isStart()) await reachOpenPages();
}
