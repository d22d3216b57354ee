/**
 * A probability for people. What is little but not nothing is not written as nothing.
 *
 * @param share 0..1
 * @param language in which numbers are written, as a BCP 47 tag
 */
export function formatPercent(share: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'percent' });
  return share > 0 && share < 0.005 ? `<${format.format(0.01)}` : format.format(share);
}
