import browser from 'webextension-polyfill';
import { damagedSettings, defaultSettings, repairSettings, type Settings } from '../core/settings';
import { settingsKey } from './settings';
import { watchLocal } from './watch-local';

/** Which settings were damaged and are repaired, until people have been told. */
const repairsKey = 'repaired-settings';

/** Repairs the settings where they are stored, and keeps in mind which ones had to be. */
export async function repairStoredSettings(): Promise<void> {
  const { [settingsKey]: stored } = await browser.storage.local.get(settingsKey);
  const damaged = damagedSettings(stored);
  if (damaged.length === 0) return;
  const known = await loadRepairs();
  await browser.storage.local.set({
    [settingsKey]: repairSettings(stored),
    [repairsKey]: [...new Set([...known, ...damaged])],
  });
}

export async function loadRepairs(): Promise<(keyof Settings)[]> {
  const { [repairsKey]: stored } = await browser.storage.local.get(repairsKey);
  return knownKeys(stored);
}

/** Forgets them: people have been told. */
export async function forgetRepairs(): Promise<void> {
  await browser.storage.local.remove(repairsKey);
}

/** Calls back with what was repaired lately, until the signal is aborted. */
export const watchRepairs = (
  callback: (repairs: readonly (keyof Settings)[]) => void,
  signal: AbortSignal,
): void => watchLocal(repairsKey, (stored) => callback(knownKeys(stored)), signal);

const knownKeys = (stored: unknown): (keyof Settings)[] =>
  (Object.keys(defaultSettings) as (keyof Settings)[]).filter(
    (key) => Array.isArray(stored) && stored.includes(key),
  );
