import type { Settings } from '../core/settings';
import { notify } from '../interface/notices';
import { text } from '../interface/text';
import { forgetRepairs, loadRepairs, watchRepairs } from '../storage/repairs';
import { tellNews } from './news';
import { settingName, settingValue } from './setting-words';

/**
 * Tells which settings were damaged and what they are now, until people have taken note.
 *
 * @returns shows the settings
 */
export function showRepairs(signal: AbortSignal): (settings: Settings) => void {
  let repairs: readonly (keyof Settings)[] = [];
  let settings: Settings | undefined;
  let withdraw = () => {};
  const draw = () => {
    const now = settings;
    withdraw();
    if (repairs.length === 0 || !now) return;
    const lines = repairs.map((key) =>
      text('repairedOne', settingName(key), settingValue(now, key)),
    );
    const forget = () => void forgetRepairs().catch((error) => notify('noticeSettingsSave', error));
    const actions = [{ words: text('repairedSeen'), act: forget }];
    withdraw = tellNews('#repaired', [text('repairedTitle'), ...lines], actions, signal);
  };
  const take = (found: readonly (keyof Settings)[]) => {
    repairs = found;
    draw();
  };
  watchRepairs(take, signal);
  loadRepairs().then(
    (found) => {
      if (repairs.length === 0) take(found);
    },
    (error) => notify('noticeSettingsRead', error),
  );
  return (latest) => {
    settings = latest;
    draw();
  };
}
