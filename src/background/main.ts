import browser from 'webextension-polyfill';
import type { EngineStatus } from '../core/engine-status';
import type { Scored } from '../core/outcome';
import { announce } from '../messaging/announce';
import { serve } from '../messaging/serve';
import { remember } from '../storage/history';
import { SessionMap } from '../storage/session-map';
import { loadSettings } from '../storage/settings';
import { Classification } from './classify';
import { injectEverywhere } from './content-script';
import { createMenu, onMenuClick } from './context-menu';
import { askOffscreen, isOpen } from './offscreen-document';
import { guardPrivateNetwork } from './private-network';
import { clearReferrers } from './referrer';
import { withdrawScreenGrant } from './screen-grant';
import { requireFrame, requireOwnPage } from './sender';
import { dressBadge, forgetTab, takeReport } from './toolbar-badge';

/** Milliseconds for the engine to start on the last backend that is tried. */
const WAKE_PATIENCE = 110_000;

const classification = new Classification({
  cache: new SessionMap<Scored>('scores', 2_000),
  loadSettings,
  guardPrivateNetwork,
  remember: async (prediction) => {
    await remember(prediction);
    await announce('historyChanged', []);
  },
});

const report = (what: string) => (error: unknown) => console.error(what, error);

serve('background', {
  classify: (question, sender) => classification.classify(question, requireFrame(sender)),
  cancel: ({ id }, sender) => {
    requireFrame(sender);
    return classification.cancel(id);
  },
  report: (pageReport, sender) => takeReport(pageReport, requireFrame(sender)),
  status: async (_, sender): Promise<EngineStatus> => {
    requireOwnPage(sender);
    return (await isOpen()) ? askOffscreen('status', [], 5_000) : { state: 'asleep' };
  },
  wake: async (_, sender) => {
    requireOwnPage(sender);
    const { backend } = await loadSettings();
    return askOffscreen('wake', [{ backend }], WAKE_PATIENCE);
  },
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
});
guardPrivateNetwork().catch(report('The private network could not be guarded'));
clearReferrers().catch(report('Rules of an earlier worker could not be removed'));
dressBadge().catch(report('The toolbar badge could not be dressed'));
