/** One piece of what may stand before a document's first element: space, a declaration, a comment, a doctype. */
const PROLOG_PIECE = /\s+|<\?[^>]*>|<!--[\s\S]*?-->|<!doctype[^>[]*(?:\[[^\]]*\]\s*)?>/iy;

/**
 * Whether a text begins as an SVG document does. The prolog is taken piece by piece: one expression for all
 * of it would take exponential time over a page made for that.
 */
export function isSvg(text: string): boolean {
  let end = 0;
  for (let piece = pieceAt(text, end); piece > 0; piece = pieceAt(text, end)) end += piece;
  return /^<(\w{1,20}:)?svg[\s>]/i.test(text.slice(end, end + 30));
}

function pieceAt(text: string, at: number): number {
  PROLOG_PIECE.lastIndex = at;
  return PROLOG_PIECE.exec(text)?.[0].length ?? 0;
}
