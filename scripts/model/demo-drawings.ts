import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DecodedPng, decode } from 'fast-png';

/** A demo drawing as a model sees it. */
export interface Drawing {
  readonly file: string;
  /** Names that the right classes go by. */
  readonly expected: readonly string[];
  /** RGB, size x size x 3, 0..255. */
  readonly pixels: Uint8Array;
}

/**
 * Reads those demo drawings that are PNG files, which need no browser to be decoded.
 *
 * @param folder holds drawings.json and the folder drawings
 * @param size side in pixels to which they are made smaller
 * @throws Error when there is none, or one is no 8-bit PNG of a whole multiple of that size
 */
export async function readDrawings(folder: string, size: number): Promise<Drawing[]> {
  const list = JSON.parse(await readFile(join(folder, 'drawings.json'), 'utf8')) as readonly {
    readonly file: string;
    readonly expected: readonly string[];
  }[];
  const pngs = list.filter(({ file }) => file.endsWith('.png'));
  if (pngs.length === 0) throw new Error(`no PNG drawing stands in ${folder}/drawings.json`);
  return Promise.all(
    pngs.map(async ({ file, expected }) => {
      const png = decode(await readFile(join(folder, 'drawings', file)));
      return { file, expected, pixels: shrink(png, size, file) };
    }),
  );
}

/** Averages squares of pixels over white: exact and antialiased, for whole factors. */
function shrink(png: DecodedPng, size: number, file: string): Uint8Array {
  const { width, height, data, channels, depth } = png;
  const factor = width / size;
  if (depth !== 8 || channels < 3 || width !== height || !Number.isInteger(factor)) {
    throw new Error(`${file} must be a square 8-bit RGB PNG whose side is a multiple of ${size}`);
  }
  const sums = new Float64Array(size * size * 3);
  for (let at = 0; at < width * height; at++) {
    const x = Math.floor((at % width) / factor);
    const y = Math.floor(at / width / factor);
    const alpha = channels === 4 ? (data[at * 4 + 3] ?? 0) / 255 : 1;
    for (let channel = 0; channel < 3; channel++) {
      const value = (data[at * channels + channel] ?? 0) * alpha + 255 * (1 - alpha);
      const to = (y * size + x) * 3 + channel;
      sums[to] = (sums[to] ?? 0) + value;
    }
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / (factor * factor)));
}
