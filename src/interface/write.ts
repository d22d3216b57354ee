import { formatPercent } from '../core/format-percent';
import { text } from './text';

// Numbers and times are written in the language of the messages, so that no line mixes two.
const language = () => text('uiLanguage');

export const writeCount = (count: number): string =>
  new Intl.NumberFormat(language()).format(count);

/** @param share 0..1 */
export const writePercent = (share: number): string => formatPercent(share, language());

/** A time that the engine took; never less than a tenth of a millisecond. */
export const writeMilliseconds = (milliseconds: number): string =>
  new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: milliseconds < 10 ? 1 : 0,
  }).format(Math.max(0.1, milliseconds));

export const writeMinutes = (minutes: number): string =>
  new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  }).format(minutes);

/** Memory, in kB or MB. */
export function writeSize(bytes: number): string {
  const [unit, length, maximumFractionDigits] =
    bytes < 1e5 ? (['kilobyte', 1e3, 0] as const) : (['megabyte', 1e6, 1] as const);
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    maximumFractionDigits,
  }).format(bytes / length);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/**
 * How long ago something was, in words.
 *
 * @param at milliseconds since 1970
 * @param now likewise
 */
export function writeAgo(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
  // A clock that was set back makes the past look like the future.
  const past = Math.max(0, now - at);
  const [unit, length] = UNITS.find(([, length]) => past >= length) ?? ['second', past + 1];
  return format.format(-Math.floor(past / length), unit);
}

/** A time of day to the second, such as "11:40:05". */
export const writeClock = (at: number): string =>
  new Intl.DateTimeFormat(language(), { timeStyle: 'medium' }).format(at);

/** A moment to the second, such as "20 Nov 2026, 11:40:05". */
export const writeInstant = (at: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'medium' }).format(at);

/** A moment in full, such as "20 November 2026 at 11:40". */
export const writeMoment = (at: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'short' }).format(at);
