import browser from 'webextension-polyfill';
import { repairSettings, type Settings } from '../core/settings';
import { fitsAccount } from '../core/synced-settings';

/** Where they are on this computer; sync-settings.ts carries them to others. */
export const settingsKey = 'settings';

/** There is more in the settings than a browser's account carries, as of very long lists of sites. */
export class SettingsTooLongError extends Error {
  override name = 'SettingsTooLongError';
}

export async function loadSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(settingsKey);
  return repairSettings(stored[settingsKey]);
}

/** The change that is being stored: the next one begins with what it leaves. */
let changing: Promise<unknown> = Promise.resolve();

/**
 * Applies a change to the settings as they are stored now, and returns what they became.
 *
 * @throws SettingsTooLongError for what would not fit; then they stay as they are
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const changed = changing.then(() => storeChange(change));
  changing = changed.catch(() => undefined);
  return changed;
}

async function storeChange(change: (settings: Settings) => Settings): Promise<Settings> {
  const changed = change(await loadSettings());
  if (!fitsAccount(changed)) throw new SettingsTooLongError('There is no room for that');
  await browser.storage.local.set({ [settingsKey]: changed });
  return changed;
}

/** Calls back with the settings whenever they change, until the signal is aborted. */
export function watchSettings(callback: (settings: Settings) => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (settingsKey in changes) callback(repairSettings(changes[settingsKey]?.newValue));
  };
  browser.storage.local.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.local.onChanged.removeListener(listener), {
    once: true,
  });
}
