import { partsOf } from './css-value';

/** A computed length or percentage: a share of some room, 0..1 for 0..100 %, and CSS pixels besides. */
export interface Length {
  readonly share: number;
  readonly pixels: number;
}

export const percent = (value: number): Length => ({ share: value / 100, pixels: 0 });

/** In CSS pixels, of so much room. */
export const inRoom = ({ share, pixels }: Length, room: number): number => share * room + pixels;

/**
 * A length or percentage; undefined for what is none. Of calc() a sum is understood, which is all that
 * browsers leave of it in computed values unless min(), max() and their like stand in it.
 */
export function readLength(value: string | undefined): Length | undefined {
  if (!value) return undefined;
  const terms = value.startsWith('calc(') ? partsOf(value.slice(5, -1), ' ') : [value];
  let { share, pixels } = percent(0);
  let sign = 1;
  for (const term of terms) {
    if (term === '+' || term === '-') {
      sign = term === '+' ? 1 : -1;
      continue;
    }
    const [, digits, unit] = /^([+-]?[\d.]+(?:e[+-]?\d+)?)(px|%|)$/i.exec(term) ?? [];
    const number = Number(digits);
    if (Number.isNaN(number) || (unit === '' && number !== 0)) return undefined;
    if (unit === '%') share += (sign * number) / 100;
    else pixels += sign * number;
  }
  return { share, pixels };
}
