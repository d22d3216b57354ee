import browser from 'webextension-polyfill';
import { repairSettings, type Settings } from '../core/settings';
import { fitsAccount } from '../core/synced-settings';

/** Where they are on this computer; sync-settings.ts carries them to others. */
export const settingsKey = 'settings';

/** There is more in the settings than a browser's account carries, as of very long lists of sites. */
export class SettingsTooLongError extends Error {
  override name = 'SettingsTooLongError';
}

/** As they are known to be while somebody here watches them. */
let known: Settings | undefined;
let watchers = 0;
/** Own changes that are on their way to the storage: what is told of meanwhile may be older. */
let underWay = 0;

export async function loadSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(settingsKey);
  const settings = repairSettings(stored[settingsKey]);
  if (watchers > 0) known ??= settings;
  return settings;
}

/** The change that is being stored: the next one begins with what it leaves. */
let changing: Promise<unknown> = Promise.resolve();

/**
 * Applies a change to the settings as they are stored now, and returns what they became. Where they are watched, the
 * browser is asked in the same turn to store them: the page may be closed before another.
 *
 * @throws SettingsTooLongError for what would not fit; then they stay as they are
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const changed = known
    ? store(change(known))
    : changing.then(async () => store(change(await loadSettings())));
  changing = changed.catch(() => undefined);
  return changed;
}

async function store(settings: Settings): Promise<Settings> {
  if (!fitsAccount(settings)) throw new SettingsTooLongError('There is no room for that');
  if (watchers > 0) known = settings;
  underWay++;
  try {
    await browser.storage.local.set({ [settingsKey]: settings });
  } catch (error) {
    // Whatever they are now has to be read.
    known = undefined;
    throw error;
  } finally {
    underWay--;
  }
  return settings;
}

/** Calls back with the settings whenever they change, until the signal is aborted. */
export function watchSettings(callback: (settings: Settings) => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (!(settingsKey in changes)) return;
    const settings = repairSettings(changes[settingsKey]?.newValue);
    if (underWay === 0) known = settings;
    callback(settings);
  };
  const { onChanged } = browser.storage.local;
  onChanged.addListener(listener);
  watchers++;
  const stop = () => {
    onChanged.removeListener(listener);
    watchers--;
    if (watchers === 0) known = undefined;
  };
  signal.addEventListener('abort', stop, { once: true });
}
