import valueParser, { type FunctionNode, type Node } from 'postcss-value-parser';

/** What a computed CSS value shows as a picture, in one of its layers. */
export type CssImage =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'gradient' }
  | { readonly kind: 'none' };

const none: CssImage = { kind: 'none' };

/**
 * The pictures of a computed background-image, border-image-source, list-style-image or content, one for each
 * layer; of content each picture is one, and its texts and counters are none.
 *
 * @param resolution device pixels for a CSS pixel, by which image-set() chooses
 */
export function cssImages(value: string, resolution: number): CssImage[] {
  return valueParser(value).nodes.flatMap((node) => {
    if (node.type === 'word' && /^(?:none|normal)$/.test(node.value)) return none;
    // Some of these stand in content only, beside its pictures.
    if (node.type !== 'function' || /^(?:counters?|attr)$/.test(node.value)) return [];
    return imageOf(node, resolution);
  });
}

function imageOf(node: FunctionNode, resolution: number): CssImage {
  if (node.value === 'url') return addressed(node);
  if (node.value.endsWith('gradient')) return { kind: 'gradient' };
  if (node.value.endsWith('image-set')) return chosen(node, resolution);
  if (node.value.endsWith('cross-fade')) {
    const images = functionsIn(node.nodes).map((part) => imageOf(part, resolution));
    return images.find(({ kind }) => kind === 'url') ?? images[0] ?? none;
  }
  return none;
}

function addressed({ nodes: [content] }: FunctionNode): CssImage {
  const url = content ? unescaped(content.value) : '';
  return url === '' ? none : { kind: 'url', url };
}

/** The picture of an image-set() that browsers take: the least sharp of those that are sharp enough. */
function chosen({ nodes }: FunctionNode, resolution: number): CssImage {
  const options = optionsIn(nodes)
    .filter(isSupported)
    .map((option) => ({ image: optionImage(option, resolution), density: densityOf(option) }))
    // Sorting keeps the order of equals: the first of them counts.
    .sort((one, other) => one.density - other.density);
  const sharpest = options.at(-1)?.density ?? 0;
  const wanted = Math.min(resolution, sharpest);
  return options.find(({ density }) => density >= wanted)?.image ?? none;
}

function optionsIn(nodes: readonly Node[]): Node[][] {
  const options: Node[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'div' && node.value === ',') options.push([]);
    else options.at(-1)?.push(node);
  }
  return options;
}

/** What browsers name an image-set()'s option by: one of another type is not there for them. */
const SUPPORTED = /^image\/(?:a?png|avif|bmp|gif|jpe?g|svg\+xml|vnd\.microsoft\.icon|webp|x-icon)$/;

function isSupported(option: readonly Node[]): boolean {
  const [type] = functionsIn(option).filter(({ value }) => value === 'type');
  const [name] = type?.nodes ?? [];
  return !name || SUPPORTED.test(unescaped(name.value).trim().toLowerCase());
}

function optionImage(option: readonly Node[], resolution: number): CssImage {
  const [image] = option;
  if (image?.type === 'string') return { kind: 'url', url: unescaped(image.value) };
  return image?.type === 'function' ? imageOf(image, resolution) : none;
}

/** Device pixels for a CSS pixel that an option is made for. */
function densityOf(option: readonly Node[]): number {
  for (const node of option) {
    const dimension = node.type === 'word' && valueParser.unit(node.value);
    if (dimension) return Number(dimension.number) * (perPixel[dimension.unit] ?? 1);
  }
  return 1;
}

const perPixel: Readonly<Record<string, number>> = { dpi: 1 / 96, dpcm: 2.54 / 96 };

const functionsIn = (nodes: readonly Node[]): FunctionNode[] =>
  nodes.filter((node) => node.type === 'function');

/** The text that a CSS string stands for: \22 is a quotation mark, \a with a space after it a line feed. */
const unescaped = (text: string): string =>
  text.replace(
    /\\(?:([0-9a-f]{1,6})(?:\r\n|\s)?|(\r\n|[\s\S]))/gi,
    (_, hex?: string, other = '') => {
      if (hex === undefined) return /[\r\n\f]/.test(other) ? '' : other;
      const code = Number.parseInt(hex, 16);
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : '\ufffd';
    },
  );
