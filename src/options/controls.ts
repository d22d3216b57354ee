import { choices, defaultSettings, type Settings } from '../core/settings';
import { findElement } from '../interface/find-element';
import type { SaveSettings } from '../interface/follow-settings';
import { type ChoiceKey, type FlagKey, flags, settingValue } from './setting-words';

type Show = (settings: Settings) => void;

/**
 * Has every element that names a setting in data-setting show and change it: switches, selects, and fieldsets of
 * radio buttons.
 *
 * @returns shows the settings
 * @throws Error for an element that cannot be the control of what it names
 */
export function bindControls(save: SaveSettings, signal: AbortSignal): Show {
  const shows = [...document.querySelectorAll<HTMLElement>('[data-setting]')].map((element) => {
    const { setting = '' } = element.dataset;
    const choice = (Object.keys(choices) as ChoiceKey[]).find((key) => key === setting);
    const flag = flags.find((key) => key === setting);
    if (choice && element instanceof HTMLSelectElement) {
      return bindSelect(element, choice, save, signal);
    }
    if (choice && element instanceof HTMLFieldSetElement) {
      return bindRadios(element, choice, save, signal);
    }
    if (flag && element instanceof HTMLInputElement) return bindSwitch(element, flag, save, signal);
    throw new Error(`A ${element.localName} is no control of ${setting}`);
  });
  return (settings) => {
    for (const show of shows) show(settings);
  };
}

function bindSwitch(
  input: HTMLInputElement,
  key: FlagKey,
  save: SaveSettings,
  signal: AbortSignal,
): Show {
  const change = () => {
    // By the time it is stored, what was changed before may have been shown.
    const { checked } = input;
    void save((settings) => ({ ...settings, [key]: checked }));
  };
  input.addEventListener('change', change, { signal });
  return (settings) => {
    input.disabled = false;
    input.checked = settings[key];
  };
}

function bindSelect(
  select: HTMLSelectElement,
  key: ChoiceKey,
  save: SaveSettings,
  signal: AbortSignal,
): Show {
  select.replaceChildren(
    ...choices[key].map((value) => {
      const option = document.createElement('option');
      option.value = String(value);
      option.textContent = settingValue({ ...defaultSettings, [key]: value }, key);
      return option;
    }),
  );
  const change = () => {
    const chosen = choices[key].find((value) => String(value) === select.value);
    if (chosen !== undefined) void save((settings) => ({ ...settings, [key]: chosen }));
  };
  select.addEventListener('change', change, { signal });
  return (settings) => {
    select.disabled = false;
    select.value = String(settings[key]);
  };
}

function bindRadios(
  fieldset: HTMLFieldSetElement,
  key: ChoiceKey,
  save: SaveSettings,
  signal: AbortSignal,
): Show {
  const radios = choices[key].map((value) => {
    const radio = findElement(`[value="${value}"]`, HTMLInputElement, fieldset);
    const change = () => void save((settings) => ({ ...settings, [key]: value }));
    radio.addEventListener('change', change, { signal });
    return { value, radio };
  });
  return (settings) => {
    fieldset.disabled = false;
    for (const { value, radio } of radios) radio.checked = value === settings[key];
  };
}
