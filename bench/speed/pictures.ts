import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';

/** An endless supply of pictures, each of other content, that are the same whenever they are asked for. */
export interface Pictures {
  /** What they are, for people. */
  readonly what: string;
  /** @returns a JPEG of photographic size */
  at(index: number): Promise<Buffer>;
}

/** CSS pixels of the longer side, as in most pages. */
const SIDE = 500;

const QUALITY = 82;

const root = resolve(import.meta.dirname, '../..');

/** The shared photographs and variants of them, where they are at hand; else drawings. */
export async function findPictures(env = process.env): Promise<Pictures> {
  const folder = resolve(root, env.SIGHTLINE_SHARED ?? '../shared', 'photos');
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /\.jpe?g$/i.test(name)).sort();
  if (files.length === 0) return { what: 'drawings with noise', at: drawing };
  return {
    what: `${files.length} photographs and variants of them`,
    at: (index) => {
      const file = join(folder, files[index % files.length] as string);
      return variant(file, Math.floor(index / files.length));
    },
  };
}

/** The first pictures of a supply. */
export const firstOf = (pictures: Pictures, count: number, from = 0): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => pictures.at(from + index)));

/** Numbers, 0..1, that lie far apart for neighbours. */
const spread = (index: number, step: number): number => (index * step) % 1;

/** A photograph in its size for pages: as it is at first, then cropped, mirrored and of other brightness. */
async function variant(file: string, index: number): Promise<Buffer> {
  const { width, height } = (await sharp(file).metadata()).autoOrient;
  const kept = 1 - 0.15 * spread(index, 0.618);
  const part = {
    left: Math.floor((width - kept * width) * spread(index, 0.755)),
    top: Math.floor((height - kept * height) * spread(index, 0.57)),
    width: Math.floor(kept * width),
    height: Math.floor(kept * height),
  };
  const brightness = 1 + (index === 0 ? 0 : 0.3 * (spread(index, 0.414) - 0.5));
  return sharp(file)
    .autoOrient()
    .extract(part)
    .resize({ width: SIDE, height: SIDE, fit: 'inside' })
    .flop(index % 2 === 1)
    .modulate({ brightness })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

/** Blurred discs under noise: of as many tones as a photograph, and as hard to compress. */
async function drawing(index: number): Promise<Buffer> {
  const [width, height] = [SIDE, SIDE * 0.75];
  const hue = (step: number) => `hsl(${Math.floor(360 * spread(index + 1, step))} 60% 50%)`;
  const discs = [0.618, 0.755, 0.57, 0.414].map(
    (step, place) =>
      `<circle cx="${width * spread(index + 1, step)}" cy="${height * spread(index + 2, step)}" r="${60 + 30 * place}" fill="${hue(step)}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${hue(0.33)}"/>${discs.join('')}</svg>`;
  const picture = await sharp(Buffer.from(svg)).removeAlpha().blur(8).raw().toBuffer();
  // A generator of its own, for the picture has to be the same each time.
  let state = index + 1;
  for (let at = 0; at < picture.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    picture[at] = Math.min(255, Math.max(0, (picture[at] as number) + (state >>> 27) - 16));
  }
  return sharp(picture, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

/** The same JPEG in other bytes, so that no cache of contents knows it: with a comment at its beginning. */
export function stamped(jpeg: Buffer, stamp: number): Buffer {
  const text = Buffer.from(`sightline ${stamp}`);
  // A segment's length counts its own two bytes, and not the marker's.
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
