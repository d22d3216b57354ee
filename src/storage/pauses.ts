import browser from 'webextension-polyfill';
import { type Pauses, repairPauses } from '../core/pauses';

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
export function watchPauses(callback: (pauses: Pauses) => void, signal: AbortSignal): void {
  const { onChanged } = browser.storage.local;
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (key in changes) callback(repairPauses(changes[key]?.newValue, Date.now()));
  };
  onChanged.addListener(listener);
  signal.addEventListener('abort', () => onChanged.removeListener(listener), { once: true });
}
