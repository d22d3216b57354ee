/*
 * AVIF and its relatives: files of nested boxes (ISO/IEC 14496-12 and 23008-12). image-size knows neither
 * their animations nor all their stills, and a file made for that keeps it busy for hours.
 */

interface Box {
  readonly type: string;
  /** Where its content begins and ends in the file. */
  readonly begin: number;
  readonly end: number;
}

const avifBrands: ReadonlySet<string> = new Set(['avif', 'avis']);

/** Brands of the relatives. The browser shows hardly any, and says so when it is asked to. */
const otherBrands: ReadonlySet<string> = new Set(['mif1', 'msf1', 'heic', 'heix', 'hevc', 'hevx']);

/** Boxes of one kind of place that are looked at: a hundred times what the largest animations have. */
const MAX_BOXES = 10_000;

/** Bytes in which a file's brands are looked for. */
const MAX_BRANDS_LENGTH = 256;

/** Whether a file is AVIF or a relative; a video, made of boxes too, is not. */
export const isHeif = (file: DataView): boolean =>
  brandsOf(file).some((brand) => avifBrands.has(brand) || otherBrands.has(brand));

/**
 * Reads the largest size that a file gives to one of its images: a grid has its own and that of its tiles.
 *
 * @throws Error when it gives none
 */
export function measureHeif(file: DataView): { format: string; width: number; height: number } {
  // The size ends a track's header, in 16.16 bits, and an image's property, in whole pixels.
  const sizes = [
    ...boxesAt(file, ['meta', 'iprp', 'ipco', 'ispe']).map((box) => sizeAtEnd(file, box, 1)),
    ...boxesAt(file, ['moov', 'trak', 'tkhd']).map((box) => sizeAtEnd(file, box, 65_536)),
  ];
  if (sizes.length === 0) throw new Error('The header says no size');
  const largest = sizes.reduce((best, each) =>
    each.width * each.height > best.width * best.height ? each : best,
  );
  const isAvif = brandsOf(file).some((brand) => avifBrands.has(brand));
  return { format: isAvif ? 'avif' : 'heif', ...largest };
}

function brandsOf(file: DataView): string[] {
  const { type, begin, end } = boxesIn(file, 0, file.byteLength).next().value ?? {};
  if (type !== 'ftyp' || begin === undefined || end === undefined) return [];
  const brands: string[] = [];
  const last = Math.min(end, begin + MAX_BRANDS_LENGTH) - 4;
  for (let at = begin; at <= last; at += 4) brands.push(nameAt(file, at));
  return brands;
}

/** The boxes at the end of a path of names, from the outside in. */
function boxesAt(
  file: DataView,
  [name, ...inner]: readonly string[],
  begin = 0,
  end = file.byteLength,
): Box[] {
  const boxes = [...boxesIn(file, begin, end)].filter(({ type }) => type === name);
  if (inner.length === 0) return boxes;
  // Before its first box, meta has a version.
  const skipped = name === 'meta' ? 4 : 0;
  return boxes.flatMap((box) => boxesAt(file, inner, box.begin + skipped, box.end));
}

function* boxesIn(file: DataView, begin: number, end: number): Generator<Box, undefined> {
  let count = 0;
  for (let at = begin; at + 8 <= end; ) {
    if (++count > MAX_BOXES) throw new Error('The header has too many boxes');
    let size = file.getUint32(at);
    let header = 8;
    if (size === 1 && at + 16 <= end) {
      size = Number(file.getBigUint64(at + 8));
      header = 16;
    } else if (size === 0) {
      size = end - at;
    }
    if (size < header) return;
    yield { type: nameAt(file, at + 4), begin: at + header, end: Math.min(at + size, end) };
    at += size;
  }
}

const nameAt = (file: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => file.getUint8(at + index)));

function sizeAtEnd(file: DataView, { begin, end }: Box, unit: number) {
  if (end - begin < 8) throw new Error('The header is cut short');
  return { width: file.getUint32(end - 8) / unit, height: file.getUint32(end - 4) / unit };
}
