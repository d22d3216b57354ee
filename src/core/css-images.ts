import { partsOf } from './css-value';

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
  return partsOf(value, ', ').flatMap((part) => {
    if (/^(?:none|normal)$/.test(part)) return none;
    const { name } = functionIn(part);
    // Some of these stand in content only, beside its pictures.
    return name === '' || /^(?:counters?|attr)$/.test(name) ? [] : imageOf(part, resolution);
  });
}

interface CssFunction {
  /** Empty for what is no function. */
  readonly name: string;
  /** What stands in its brackets. */
  readonly inner: string;
}

function functionIn(part: string): CssFunction {
  const open = part.indexOf('(');
  return open > 0 && /^[\w-]/.test(part)
    ? { name: part.slice(0, open), inner: part.slice(open + 1, -1).trim() }
    : { name: '', inner: '' };
}

function imageOf(part: string, resolution: number): CssImage {
  const { name, inner } = functionIn(part);
  if (name === 'url') return addressed(inner);
  if (name.endsWith('gradient')) return { kind: 'gradient' };
  if (name.endsWith('image-set')) return chosen(inner, resolution);
  if (name.endsWith('cross-fade')) {
    const images = partsOf(inner, ', ')
      .filter((each) => functionIn(each).name !== '')
      .map((each) => imageOf(each, resolution));
    return images.find(({ kind }) => kind === 'url') ?? images[0] ?? none;
  }
  return none;
}

function addressed(text: string): CssImage {
  const url = unescaped(text);
  return url === '' ? none : { kind: 'url', url };
}

/** The picture of an image-set() that browsers take: the least sharp of those that are sharp enough. */
function chosen(set: string, resolution: number): CssImage {
  const options = partsOf(set, ',')
    .map((option) => partsOf(option, ' '))
    .filter(isSupported)
    .map((option) => ({
      image: imageOf(option[0] ?? '', resolution),
      density: densityOf(option),
    }))
    // Sorting keeps the order of equals: the first of them counts.
    .sort((one, other) => one.density - other.density);
  const sharpest = options.at(-1)?.density ?? 0;
  const wanted = Math.min(resolution, sharpest);
  return options.find(({ density }) => density >= wanted)?.image ?? none;
}

/** What browsers name an image-set()'s option by: one of another type is not there for them. */
const SUPPORTED = /^image\/(?:a?png|avif|bmp|gif|jpe?g|svg\+xml|vnd\.microsoft\.icon|webp|x-icon)$/;

function isSupported(option: readonly string[]): boolean {
  const type = option.map(functionIn).find(({ name }) => name === 'type');
  return !type || SUPPORTED.test(unescaped(type.inner).trim().toLowerCase());
}

/** Device pixels for a CSS pixel that an option is made for. */
function densityOf(option: readonly string[]): number {
  for (const part of option) {
    const [, number] = /^([\d.]+(?:e[+-]?\d+)?)dppx$/.exec(part) ?? [];
    if (number) return Number(number);
  }
  return 1;
}

/** The text that a string of a computed value stands for: quotation marks and backslashes have a backslash before them. */
const unescaped = (text: string): string => text.slice(1, -1).replace(/\\(.)/g, '$1');
