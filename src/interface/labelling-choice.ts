import { labellings, type Settings } from '../core/settings';
import { findElement } from './find-element';
import { followSettings, type SaveSettings } from './follow-settings';

/**
 * Shows and obeys where pictures are labelled without being asked.
 *
 * @param showMore shows what else depends on the settings
 */
export function showLabellingChoice(
  signal: AbortSignal,
  showMore: (settings: Settings) => void = () => undefined,
): SaveSettings {
  const where = findElement('#labelling', HTMLFieldSetElement);
  const choices = labellings.map((labelling) => {
    const selector = `[value="${labelling}"]`;
    return { labelling, input: findElement(selector, HTMLInputElement, where) };
  });
  const show = (settings: Settings) => {
    where.disabled = false;
    for (const { labelling, input } of choices) input.checked = labelling === settings.labelling;
    showMore(settings);
  };
  const save = followSettings(show, signal);
  for (const { labelling, input } of choices) {
    input.addEventListener('change', () => void save((settings) => ({ ...settings, labelling })), {
      signal,
    });
  }
  return save;
}
