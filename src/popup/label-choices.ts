import { defaultSettings, type Settings, smallestSizes } from '../core/settings';
import { findElement } from './find-element';
import { followSettings } from './follow-settings';
import { text } from './text';
import { writeCount } from './write';

/** Shows and obeys the choices of what is labelled automatically: from which size on, and whether backgrounds are. */
export function showLabelChoices(signal: AbortSignal): void {
  const smallest = findElement('#smallest', HTMLSelectElement);
  const backgrounds = findElement('#backgrounds', HTMLInputElement);
  const why = findElement('#label-choices-why', HTMLElement);
  smallest.replaceChildren(...smallestSizes.map(sizeOption));

  const show = (settings: Settings) => {
    smallest.disabled = !settings.automatic;
    smallest.value = String(settings.smallest);
    backgrounds.disabled = !settings.automatic;
    backgrounds.checked = settings.backgrounds;
    why.hidden = settings.automatic;
    why.textContent = text('labelChoicesOffWhy');
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
