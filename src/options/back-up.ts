import { damagedSettings, defaultSettings, repairSettings, type Settings } from '../core/settings';
import { findElement } from '../interface/find-element';
import type { SaveSettings } from '../interface/follow-settings';
import { saveFile } from '../interface/save-file';
import { text } from '../interface/text';
import { askFirst } from './ask-first';
import { tellNews } from './news';
import { settingName } from './setting-words';
import { takeFile } from './take-file';

/**
 * Obeys the buttons that write all settings to a file, read them from one, and make them what they were at first. The
 * last two can be undone until something else is changed.
 *
 * @returns shows the settings
 */
export function bindBackUp(save: SaveSettings, signal: AbortSignal): (settings: Settings) => void {
  let current: Settings | undefined;
  let undo: { readonly made: string; readonly withdraw: () => void } | undefined;

  const replace = async (change: (before: Settings) => Settings, lines: readonly string[]) => {
    let before = defaultSettings;
    const isSaved = await save((settings) => {
      before = settings;
      return change(settings);
    });
    if (!isSaved) return;
    const actions = [
      { words: text('undoChange'), act: () => void save(() => before) },
      { words: text('undoNot'), act: () => undefined },
    ];
    undo = {
      made: JSON.stringify(change(before)),
      withdraw: tellNews('#undo', lines, actions, signal),
    };
  };
  const load = async (content: string | undefined) => {
    const found = readSettings(content);
    if (!found) {
      tellNews('#undo', [text('fileBad')], [{ words: text('undoNot'), act: () => {} }], signal);
      return;
    }
    const bad = damagedSettings(found).map(settingName);
    const lines = [
      text('backupLoaded'),
      ...(bad.length > 0 ? [text('backupBad', bad.join(', '))] : []),
    ];
    await replace((before) => repairSettings({ ...before, ...withoutDamage(found) }), lines);
  };
  const reset = async () => {
    if (!(await askFirst(text('resetAsk'), text('resetButton'), signal))) return;
    await replace(() => defaultSettings, [text('resetDone')]);
  };

  findElement('#save-settings', HTMLButtonElement).addEventListener(
    'click',
    () => {
      if (!current) return;
      const content = JSON.stringify(current, null, 2);
      saveFile('sightline-settings.json', 'application/json', content, signal);
    },
    { signal },
  );
  takeFile(
    findElement('#load-settings', HTMLButtonElement),
    findElement('#settings-file', HTMLInputElement),
    load,
    signal,
  );
  findElement('#reset-settings', HTMLButtonElement).addEventListener('click', () => void reset(), {
    signal,
  });
  return (settings) => {
    current = settings;
    // To undo would take back what was changed since.
    if (undo && JSON.stringify(settings) !== undo.made) {
      undo.withdraw();
      undo = undefined;
    }
  };
}

/** The settings that a file names; undefined where it is no file of settings. */
function readSettings(content: string | undefined): Record<string, unknown> | undefined {
  try {
    const found: unknown = JSON.parse(content ?? '');
    const isRecord = typeof found === 'object' && found !== null;
    const isOurs =
      isRecord && Object.keys(defaultSettings).some((key) => Object.hasOwn(found, key));
    return isOurs ? { ...found } : undefined;
  } catch {
    return undefined;
  }
}

/** What cannot be understood stays as it is. */
const withoutDamage = (found: Record<string, unknown>): Record<string, unknown> => {
  const damaged: readonly string[] = damagedSettings(found);
  return Object.fromEntries(Object.entries(found).filter(([key]) => !damaged.includes(key)));
};
