import { labellings, type Settings } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';

/** Shows and obeys where pictures are labelled without being asked. */
export function showLabellingChoice(signal: AbortSignal): void {
  const where = findElement('#labelling', HTMLFieldSetElement);
  const choices = labellings.map((labelling) => {
    const selector = `[value="${labelling}"]`;
    return { labelling, input: findElement(selector, HTMLInputElement, where) };
  });
  const show = (settings: Settings) => {
    where.disabled = false;
    for (const { labelling, input } of choices) input.checked = labelling === settings.labelling;
  };
  const save = followSettings(show, signal);
  for (const { labelling, input } of choices) {
    input.addEventListener('change', () => void save((settings) => ({ ...settings, labelling })), {
      signal,
    });
  }
}
