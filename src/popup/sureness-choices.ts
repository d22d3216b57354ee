import { type Settings, surenesses } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';

/** Shows and obeys the choices of when a label is sure enough, and of what is said where none is. */
export function showSurenessChoices(signal: AbortSignal): void {
  const choice = findElement('#sureness', HTMLFieldSetElement);
  const radios = surenesses.map((sureness) => ({
    sureness,
    radio: findElement(`[value="${sureness}"]`, HTMLInputElement, choice),
  }));
  const generalWords = findElement('#general-words', HTMLInputElement);
  const markUnsure = findElement('#mark-unsure', HTMLInputElement);

  const show = (settings: Settings) => {
    choice.disabled = false;
    for (const { sureness, radio } of radios) radio.checked = sureness === settings.sureness;
    generalWords.disabled = false;
    generalWords.checked = settings.generalWords;
    markUnsure.disabled = false;
    markUnsure.checked = settings.markUnsure;
  };
  const save = followSettings(show, signal);

  for (const { sureness, radio } of radios) {
    radio.addEventListener('change', () => void save((settings) => ({ ...settings, sureness })), {
      signal,
    });
  }
  generalWords.addEventListener(
    'change',
    () => void save((settings) => ({ ...settings, generalWords: generalWords.checked })),
    { signal },
  );
  markUnsure.addEventListener(
    'change',
    () => void save((settings) => ({ ...settings, markUnsure: markUnsure.checked })),
    { signal },
  );
}
