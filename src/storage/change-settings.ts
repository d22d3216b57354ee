import browser from 'webextension-polyfill';
import type { Settings } from '../core/settings';
import { fitsAccount } from '../core/synced-settings';
import { loadSettings, settingsKey } from './settings';

/** There is more in the settings than a browser's account carries, as of very long lists of sites. */
export class SettingsTooLongError extends Error {
  override name = 'SettingsTooLongError';
}

/** What is on its way to the storage from here: newer than all that was read or told of meanwhile. */
let underWay: Settings | undefined;

/** The change that waits to be stored: the next one begins with what it leaves. */
let changing: Promise<unknown> = Promise.resolve();

/**
 * Applies a change to the settings, and returns what they became.
 *
 * @param known the settings as they are, if that is known: then the browser is asked in the same turn to store them, for
 *   the page may be closed before another; else they are read first
 * @throws SettingsTooLongError for what would not fit; then they stay as they are
 */
export function changeSettings(
  change: (settings: Settings) => Settings,
  known?: Settings,
): Promise<Settings> {
  const now = underWay ?? known;
  const changed = now
    ? store(change(now))
    : changing.then(async () => store(change(underWay ?? (await loadSettings()))));
  changing = changed.catch(() => undefined);
  return changed;
}

async function store(settings: Settings): Promise<Settings> {
  if (!fitsAccount(settings)) throw new SettingsTooLongError('There is no room for that');
  underWay = settings;
  try {
    await browser.storage.local.set({ [settingsKey]: settings });
  } finally {
    if (underWay === settings) underWay = undefined;
  }
  return settings;
}
