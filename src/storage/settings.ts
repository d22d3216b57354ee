import browser from 'webextension-polyfill';
import { repairSettings, type Settings } from '../core/settings';

export const settingsKey = 'settings';

export async function loadSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(settingsKey);
  return repairSettings(stored[settingsKey]);
}

/** Applies a change to the settings as they are stored now, and returns what they became. */
export async function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const changed = change(await loadSettings());
  await saveSettings(changed);
  return changed;
}

/** Asks the browser at once to store settings. */
export const saveSettings = (settings: Settings): Promise<void> =>
  browser.storage.local.set({ [settingsKey]: settings });

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
