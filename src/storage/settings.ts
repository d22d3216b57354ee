import browser from 'webextension-polyfill';
import { repairSettings, type Settings } from '../core/settings';
import { watchLocal } from './watch-local';

/** Where they are on this computer; sync-settings.ts carries them to others, and change-settings.ts changes them. */
export const settingsKey = 'settings';

export async function loadSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(settingsKey);
  return repairSettings(stored[settingsKey]);
}

/** Calls back with the settings whenever they change, until the signal is aborted. */
export const watchSettings = (callback: (settings: Settings) => void, signal: AbortSignal): void =>
  watchLocal(settingsKey, (stored) => callback(repairSettings(stored)), signal);
