/**
 * The text of an SVG, as Chromium reads one that is drawn as a picture: UTF-16 where a byte order mark says so, and
 * otherwise UTF-8, whatever its XML declaration says.
 *
 * @returns without marks and declaration, so that nothing is left to say otherwise when it is drawn as UTF-8
 */
export function svgText(data: Uint8Array<ArrayBuffer>): string {
  const [first, second] = data;
  let encoding = 'utf-8';
  if (first === 0xff && second === 0xfe) encoding = 'utf-16le';
  if (first === 0xfe && second === 0xff) encoding = 'utf-16be';
  // A mark that is left would break the XML of a string, but not of a file, at whose beginning it is no text.
  return new TextDecoder(encoding).decode(data).replace(/^(?:\ufeff|<\?xml\s[^>]*>)*/, '');
}
