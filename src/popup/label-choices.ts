import { defaultSettings, type Settings, smallestSizes } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';

/** Shows and obeys the choices of what is labelled where nobody asks for one picture: from which size on, and whether backgrounds are. */
export function showLabelChoices(signal: AbortSignal): void {
  const smallest = findElement('#smallest', HTMLSelectElement);
  const backgrounds = findElement('#backgrounds', HTMLInputElement);
  smallest.replaceChildren(...smallestSizes.map(sizeOption));

  const show = (settings: Settings) => {
    smallest.disabled = false;
    smallest.value = String(settings.smallest);
    backgrounds.disabled = false;
    backgrounds.checked = settings.backgrounds;
  };
  const save = followSettings(show, signal);

  smallest.addEventListener(
    'change',
    () => {
      const chosen = smallestSizes.find((size) => String(size) === smallest.value);
      void save((settings) => ({ ...settings, smallest: chosen ?? defaultSettings.smallest }));
    },
    { signal },
  );
  backgrounds.addEventListener(
    'change',
    () => void save((settings) => ({ ...settings, backgrounds: backgrounds.checked })),
    { signal },
  );
}

function sizeOption(size: number): HTMLOptionElement {
  const option = document.createElement('option');
  option.value = String(size);
  option.textContent = text('smallestSize', writeCount(size));
  return option;
}
