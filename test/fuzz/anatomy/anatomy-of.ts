import type { Anatomy } from './anatomy';
import { bmpAnatomy, icoAnatomy } from './bitmap';
import { gifAnatomy } from './gif';
import { heifAnatomy } from './heif';
import { jpegAnatomy } from './jpeg';
import { pngAnatomy } from './png';
import { webpAnatomy } from './webp';

const byExtension: Readonly<Record<string, (file: Buffer) => Anatomy>> = {
  png: pngAnatomy,
  jpg: jpegAnatomy,
  gif: gifAnatomy,
  webp: webpAnatomy,
  bmp: bmpAnatomy,
  ico: icoAnatomy,
  avif: heifAnatomy,
};

/** Where a whole file of a format can be made to lie; nowhere in one of another, which is text. */
export const anatomyOf = (extension: string, file: Uint8Array): Anatomy =>
  byExtension[extension]?.(Buffer.from(file)) ?? { fields: [], parts: [] };
