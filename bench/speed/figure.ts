import type { Figure } from './part';
import { median } from './statistics';

/** The median of what was measured some times over. */
export const medianOf = (
  name: string,
  unit: string,
  samples: readonly number[],
  more: Pick<Figure, 'aim' | 'note'> = {},
): Figure => ({ name, value: median(samples), unit, ...more, samples });

/** What is not to be had here, and why. */
export const missing = (name: string, unit: string, note: string): Figure => ({
  name,
  value: null,
  unit,
  note,
});
