/** The middle one of some numbers, of an even count the mean of the middle two; not a number where there is none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [upper, lower] = [sorted[Math.floor(half)], sorted[Math.ceil(half) - 1]];
  return upper === undefined || lower === undefined ? Number.NaN : (upper + lower) / 2;
}

/**
 * The least of some numbers that is not exceeded by a share of them; not a number where there is none.
 *
 * @param share 0..1, such as 0.95
 */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
