import type { Settings } from '../core/settings';
import { findElement } from '../interface/find-element';
import { writePercent } from '../interface/write';

/** How likely the label of the preview is. */
const LIKELY = 0.97;

/** Shows on a drawing how badges will look by the settings. */
export function showPreview({ badgeCorner, badgeSize, badgeColours, showPercent }: Settings): void {
  const preview = findElement('#preview', HTMLElement);
  const percent = findElement('.percent', HTMLElement, preview);
  preview.dataset.corner = badgeCorner;
  preview.dataset.size = badgeSize;
  preview.dataset.colours = badgeColours;
  percent.hidden = !showPercent;
  percent.textContent = writePercent(LIKELY);
}
