import valueParser, { type Node } from 'postcss-value-parser';

/** A computed length or percentage: a share of some room, 0..1 for 0..100 %, and CSS pixels besides. */
export interface Length {
  readonly share: number;
  readonly pixels: number;
}

export const percent = (value: number): Length => ({ share: value / 100, pixels: 0 });

/** In CSS pixels, of so much room. */
export const inRoom = ({ share, pixels }: Length, room: number): number => share * room + pixels;

/** What a computed value consists of, white space aside. */
export const partsOf = (value: string): Node[] =>
  valueParser(value).nodes.filter(({ type }) => type !== 'space' && type !== 'comment');

/**
 * A length or percentage; undefined for what is none. Of calc() a sum is understood, which is all that
 * browsers leave of it in computed values unless min(), max() and their like stand in it.
 */
export function readLength(node: Node | undefined): Length | undefined {
  if (node?.type === 'word') return readWord(node.value);
  if (node?.type === 'function' && node.value === 'calc') return readSum(node.nodes);
  return undefined;
}

function readWord(word: string): Length | undefined {
  const dimension = valueParser.unit(word);
  if (!dimension) return undefined;
  const number = Number(dimension.number);
  if (dimension.unit === '%') return percent(number);
  return dimension.unit === 'px' || number === 0 ? { share: 0, pixels: number } : undefined;
}

function readSum(nodes: readonly Node[]): Length | undefined {
  let sum = percent(0);
  let sign = 1;
  for (const node of nodes) {
    if (node.type === 'space') continue;
    if (node.type === 'word' && /^[+-]$/.test(node.value)) {
      sign = node.value === '+' ? 1 : -1;
      continue;
    }
    const term = readLength(node);
    if (!term) return undefined;
    sum = { share: sum.share + sign * term.share, pixels: sum.pixels + sign * term.pixels };
  }
  return sum;
}
