/** Making one takes long; there is one for each language that was asked for. */
const formats = new Map<string, Intl.NumberFormat>();

/**
 * A probability for people: little but not nothing is not written as nothing, nor nearly all as all.
 *
 * @param share 0..1
 * @param language in which numbers are written, as a BCP 47 tag
 */
export function formatPercent(share: number, language: string): string {
  const format = formats.get(language) ?? new Intl.NumberFormat(language, { style: 'percent' });
  formats.set(language, format);
  if (share > 0 && share < 0.005) return `<${format.format(0.01)}`;
  if (share < 1 && share >= 0.995) return `>${format.format(0.99)}`;
  return format.format(share);
}
