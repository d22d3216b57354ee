import browser from 'webextension-polyfill';
import { type Pauses, repairPauses } from '../core/pauses';
import { watchLocal } from './watch-local';

const key = 'pauses';

export async function loadPauses(): Promise<Pauses> {
  const { [key]: stored } = await browser.storage.local.get(key);
  return repairPauses(stored, Date.now());
}

export async function savePauses(pauses: Pauses): Promise<void> {
  const { tabs, sites, until } = pauses;
  if (tabs.length + sites.length === 0 && until === undefined) await clearPauses();
  else await browser.storage.local.set({ [key]: pauses });
}

export const clearPauses = (): Promise<void> => browser.storage.local.remove(key);

/** Calls back with the pauses whenever they change, until the signal is aborted. */
export const watchPauses = (callback: (pauses: Pauses) => void, signal: AbortSignal): void =>
  watchLocal(key, (stored) => callback(repairPauses(stored, Date.now())), signal);
