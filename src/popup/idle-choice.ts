import { defaultSettings, idleChoices } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { writeMinutes } from '../interface/write';

/** Shows and obeys the choice of how long the engine stays when nobody needs it. */
export function showIdleChoice(signal: AbortSignal): void {
  const select = findElement('#idle', HTMLSelectElement);
  select.replaceChildren(...idleChoices.map(idleOption));
  const save = followSettings(({ idleMinutes }) => {
    select.disabled = false;
    select.value = String(idleMinutes);
  }, signal);
  select.addEventListener(
    'change',
    () => {
      const chosen = idleChoices.find((minutes) => String(minutes) === select.value);
      const idleMinutes = chosen ?? defaultSettings.idleMinutes;
      void save((settings) => ({ ...settings, idleMinutes }));
    },
    { signal },
  );
}

function idleOption(minutes: number): HTMLOptionElement {
  const option = document.createElement('option');
  option.value = String(minutes);
  option.textContent = writeMinutes(minutes);
  return option;
}
