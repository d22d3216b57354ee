import browser, { type Tabs } from 'webextension-polyfill';
import { isAutomatic, type Settings, withSite } from '../core/settings';
import type { Step } from '../messaging/protocol';
import { sendToFrame } from '../messaging/send';
import { changeSettings } from '../storage/change-settings';
import { openToUser } from './budgets';
import { type FrameState, framesOf } from './frames';
import { openScreen, reach, sayOnPage } from './reach';
import { withdrawScreenGrant } from './screen-grant';
import { labelledIn } from './toolbar-badge';

/** Milliseconds for a page to take an order, and to go from one picture to another, which it may have to scroll to. */
const PATIENCE = 5_000;
const STEP_PATIENCE = 6_000;

/** Carries out what a keyboard shortcut asks for on the page of a tab. */
export async function onCommand(command: string, tab?: Tabs.Tab): Promise<void> {
  if (tab?.id === undefined) return;
  // The browser's own pages, which take no script, say it on the button.
  if (!/^(https?|file):/.test(tab.url ?? '')) {
    await sayOnButton(tab.id);
    return;
  }
  switch (command) {
    case 'toggle-site':
      return toggleSite(tab.id, tab.url ?? '');
    case 'classify-picture':
      return classifyPointed(tab.id);
    case 'next-picture':
      return goToPicture(tab.id, 1);
    case 'previous-picture':
      return goToPicture(tab.id, -1);
  }
}

async function toggleSite(tab: number, url: string): Promise<void> {
  const { protocol, hostname: site } = new URL(url);
  if (protocol === 'file:') return sayOnPage(tab, browser.i18n.getMessage('switchNoSiteWhy'));
  let settings: Settings;
  try {
    settings = await changeSettings((before) =>
      before.labelling === 'asked' ? before : withSite(before, site, !isAutomatic(before, site)),
    );
  } catch (error) {
    await sayOnPage(tab, browser.i18n.getMessage('noticeSettingsSave'));
    throw error;
  }
  if (settings.labelling === 'asked')
    return sayOnPage(tab, browser.i18n.getMessage('noticeOnlyAsked'));
  const isOn = isAutomatic(settings, site);
  await sayOnPage(
    tab,
    isOn
      ? browser.i18n.getMessage('noticeLabelsOn', [site])
      : browser.i18n.getMessage('noticeLabelsOff', [site]),
  );
}

async function classifyPointed(tab: number): Promise<void> {
  openToUser(tab);
  // A frame's page also has what the frame lies on under the pointer.
  for (const { frame, hasFocus, hasPointer } of (await framesOf(tab)).toReversed()) {
    if (!hasFocus && !hasPointer) continue;
    await openScreen(tab, frame);
    const isFound = () => sendToFrame(tab, frame, 'classifyPointed', [], PATIENCE);
    if (await reach(tab, frame, isFound)) return;
  }
  await withdrawScreenGrant(tab);
  await sayOnPage(tab, browser.i18n.getMessage('noticeNoPointed'));
}

/** Goes on or back among the labelled pictures of all frames; from the last to the first, and the other way round. */
async function goToPicture(tab: number, by: Step['by']): Promise<void> {
  const [frames, labelled] = await Promise.all([framesOf(tab), labelledIn(tab)]);
  const start = frames.findLast(({ hasFocus }) => hasFocus)?.frame ?? 0;
  // What has no label yet may get one when it is seen, but only where somebody looks.
  const inOrder = frames
    .map(({ frame }) => frame)
    .filter((frame) => frame === start || frame === 0 || (labelled.get(frame) ?? 0) > 0);
  const among = (some: readonly number[]) =>
    some.reduce((sum, frame) => sum + (labelled.get(frame) ?? 0), 0);
  for (const [turn, at] of roundFrom(inOrder.indexOf(start), inOrder.length, by).entries()) {
    const frame = inOrder[at] as FrameState['frame'];
    const step: Step = {
      by,
      isEntering: turn > 0,
      before: among(inOrder.slice(0, at)),
      after: among(inOrder.slice(at + 1)),
    };
    if (await takesStep(tab, frame, step)) return;
  }
  await sayOnPage(tab, browser.i18n.getMessage('noticeNoLabelled'));
}

/** Indices of a list, once round from one of them and back to it. */
const roundFrom = (start: number, length: number, by: Step['by']): number[] =>
  Array.from({ length: length + 1 }, (_, turn) => (start + by * turn + length * 2) % length);

async function takesStep(tab: number, frame: number, step: Step): Promise<boolean> {
  try {
    return await sendToFrame(tab, frame, 'step', [step], STEP_PATIENCE);
  } catch (error) {
    // It may have gone meanwhile, or hang: the others go on without it.
    console.warn('A frame did not take a step', error);
    return false;
  }
}

/** The browser forgets both when the tab goes elsewhere. */
async function sayOnButton(tabId: number): Promise<void> {
  await browser.action.setBadgeText({ tabId, text: '–' });
  await browser.action.setTitle({ tabId, title: browser.i18n.getMessage('noticeNotReachable') });
}
