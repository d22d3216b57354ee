import browser from 'webextension-polyfill';
import { isSame, repairSettings, type Settings } from '../core/settings';
import { mergeSettings } from '../core/synced-settings';
import { changeSettings } from './change-settings';
import { loadSettings } from './settings';

/** What the settings were when they and the account's were last the same. */
const agreedKey = 'agreed-settings';

/**
 * Brings the settings of this computer and those of the browser's account together. Where the browser syncs nothing,
 * its account's storage is one more place on this computer.
 *
 * @throws whatever the browser answers where its account's storage does not work; the settings are whole all the same
 */
export async function syncSettings(): Promise<void> {
  const theirs = await browser.storage.sync.get(null);
  const stored = await browser.storage.local.get(agreedKey);
  const agreed = repairSettings(stored[agreedKey]);
  const ours = await loadSettings();
  const { settings, news } = mergeSettings(agreed, ours, theirs);
  // Merged once more with what they are by then: somebody may be changing them.
  const merge = (now: Settings) => mergeSettings(agreed, now, theirs).settings;
  if (!areSame(settings, ours)) await changeSettings(merge);
  if (Object.keys(news).length > 0) await browser.storage.sync.set(news);
  if (!areSame(settings, agreed)) await browser.storage.local.set({ [agreedKey]: settings });
}

const areSame = (one: Settings, other: Settings): boolean =>
  (Object.keys(one) as (keyof Settings)[]).every((key) => isSame(one[key], other[key]));

/** Calls back when the account's settings have changed, here or elsewhere, for as long as the worker lives. */
export function watchAccount(callback: () => void): void {
  browser.storage.sync.onChanged.addListener(callback);
}
