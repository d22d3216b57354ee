import browser from 'webextension-polyfill';
import { nothing } from '../core/check';
import type { EngineStatus } from '../core/engine-status';
import { checkMeasurement } from '../core/measurement';
import { serve } from '../messaging/serve';
import { saveMeasurement } from '../storage/measurement';
import { checkCancelled, checkMoved, checkQuestion } from './check-question';
import { checkReport } from './check-report';
import { Classification } from './classify';
import { injectEverywhere, injectOverlay } from './content-script';
import { createMenu, onMenuClick } from './context-menu';
import { currentSettings, engineWishes } from './engine-wishes';
import { KnownPictures } from './known-pictures';
import { askOffscreen, tellOffscreen } from './offscreen-document';
import { guardPrivateNetwork } from './private-network';
import { rememberSoon } from './recent-predictions';
import { clearReferrers } from './referrer';
import { withdrawScreenGrant } from './screen-grant';
import { forFrames, forOwnPages } from './sender';
import { dressBadge, forgetTab, takeReport } from './toolbar-badge';

/** Milliseconds for the engine to start on the last backend that is tried. */
const WAKE_PATIENCE = 110_000;

const known = new KnownPictures();
const classification = new Classification({
  known,
  currentSettings,
  engineWishes,
  guardPrivateNetwork,
  remember: rememberSoon,
});

const report = (what: string) => (error: unknown) => console.error(what, error);

serve('background', {
  classify: forFrames(checkQuestion, (question, frame) => classification.classify(question, frame)),
  cancel: forFrames(checkCancelled, ({ id }) => classification.cancel(id)),
  prioritise: forFrames(checkMoved, ({ id, priority }) => classification.prioritise(id, priority)),
  report: forFrames(checkReport, takeReport),
  bringOverlay: forFrames(nothing, (_, { tab, frame }) => injectOverlay(tab, frame)),
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
  measured: forOwnPages(checkMeasurement, saveMeasurement),
});

browser.runtime.onInstalled.addListener(() => {
  createMenu().catch(report('The menu could not be made'));
  injectEverywhere().catch(report('Open pages could not be reached'));
});
browser.contextMenus.onClicked.addListener((info, tab) => {
  onMenuClick(info, tab).catch(report('What was clicked could not be reached'));
});
browser.tabs.onRemoved.addListener((tab) => {
  forgetTab(tab).catch(report('A closed tab could not be forgotten'));
  withdrawScreenGrant(tab).catch(report('A closed tab could not be forgotten'));
  classification.cancelTab(tab).catch(report('What a closed tab asked could not be given up'));
});
guardPrivateNetwork().catch(report('The private network could not be guarded'));
clearReferrers().catch(report('Rules of an earlier worker could not be removed'));
dressBadge().catch(report('The toolbar badge could not be dressed'));
