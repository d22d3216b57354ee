/** Languages of the messages that put a space before the sign. */
const SPACED = new Set(['de', 'es', 'ru']);

/**
 * A probability for people: little but not nothing is not written as nothing, nor nearly all as all. Written without
 * Intl, whose first number holds a page up for 10 to 30 ms.
 *
 * @param share 0..1
 * @param language of the messages, as a BCP 47 tag
 */
export function formatPercent(share: number, language: string): string {
  const write = (percent: number) => `${percent}${SPACED.has(language) ? '\u00a0' : ''}%`;
  if (share > 0 && share < 0.005) return `<${write(1)}`;
  if (share < 1 && share >= 0.995) return `>${write(99)}`;
  return write(Math.round(share * 100));
}
