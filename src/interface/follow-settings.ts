import type { Settings } from '../core/settings';
import { changeSettings, SettingsTooLongError } from '../storage/change-settings';
import { loadSettings, watchSettings } from '../storage/settings';
import { notify, withdraw } from './notices';

/** Changes the settings as they are stored now; answers whether it could. */
export type SaveSettings = (change: (settings: Settings) => Settings) => Promise<boolean>;

/**
 * Shows the settings, now and whenever they change, until the signal is aborted.
 *
 * @param show also called with the settings as they are when a change could not be saved
 */
export function followSettings(
  show: (settings: Settings) => void,
  signal: AbortSignal,
): SaveSettings {
  let latest: Settings | undefined;
  const take = (settings: Settings) => {
    latest = settings;
    show(settings);
  };
  watchSettings(take, signal);
  loadSettings().then(
    // What was watched meanwhile is newer.
    (settings) => latest ?? take(settings),
    (error) => notify('noticeSettingsRead', error),
  );
  return async (change) => {
    try {
      take(await changeSettings(change, latest));
      for (const notice of ['noticeSettingsSave', 'noticeSettingsTooLong']) withdraw(notice);
      return true;
    } catch (error) {
      const isTooLong = error instanceof SettingsTooLongError;
      notify(isTooLong ? 'noticeSettingsTooLong' : 'noticeSettingsSave', error);
      if (latest) show(latest);
      return false;
    }
  };
}
