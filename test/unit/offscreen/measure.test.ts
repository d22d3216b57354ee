import { describe, expect, it, vi } from 'vitest';
import { measure } from '../../../src/offscreen/measure';
import { formats } from '../../fixtures/formats';

const sizes: Readonly<Record<string, readonly [string, number, number]>> = {
  JPEG: ['jpg', 96, 72],
  PNG: ['png', 96, 72],
  APNG: ['png', 96, 72],
  GIF: ['gif', 96, 72],
  WebP: ['webp', 96, 72],
  AVIF: ['avif', 96, 72],
  BMP: ['bmp', 95, 71],
};
const icons: Readonly<Record<string, number>> = {
  'bitmap.ico': 64,
  'png.ico': 256,
  'sizes.ico': 128,
};

describe('the size of a picture', () => {
  const pictures = Object.entries(formats)
    .filter(([format]) => format !== 'SVG')
    .flatMap(([format, all]) => all.map((picture) => ({ format, ...picture })));

  it.each(pictures)('is read of $format, $name', async ({ format, file, make }) => {
    const side = icons[file] ?? 0;
    const [name, width, height] = sizes[format] ?? ['ico', side, side];
    expect(measure(new Uint8Array(await make()))).toEqual({ format: name, width, height });
  });
});

/** A box of a file of boxes, with others or bytes in it. */
function box(name: string, ...content: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(content.reduce((sum, { length }) => sum + length, header.length));
  header.write(name, 4, 'latin1');
  return Buffer.concat([header, ...content]);
}

const text = (value: string) => Buffer.from(value, 'latin1');
const brands = (...names: string[]) =>
  box('ftyp', text(names[0] ?? ''), Buffer.alloc(4), text(names.join('')));

/** The property that says an image's size. */
function sizeOf(width: number, height: number): Buffer {
  const content = Buffer.alloc(12);
  content.writeUInt32BE(width, 4);
  content.writeUInt32BE(height, 8);
  return box('ispe', content);
}

/** The images of a file, by their sizes. */
const images = (...sizesOfAll: readonly Buffer[]) =>
  box(
    'meta',
    Buffer.alloc(4),
    box('hdlr', Buffer.alloc(24)),
    box('iprp', box('ipco', ...sizesOfAll)),
  );

/** A film of that size. */
function film(width: number, height: number): Buffer {
  const header = Buffer.alloc(84);
  header.writeUInt32BE(width * 65_536, 76);
  header.writeUInt32BE(height * 65_536, 80);
  return box('moov', box('mvhd', Buffer.alloc(100)), box('trak', box('tkhd', header)));
}

const fileOf = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('JPEG', () => {
  const segment = (marker: number, ...content: readonly number[]) =>
    Buffer.from([0xff, marker, 0, content.length + 2, ...content]);
  const size = (marker: number) => segment(marker, 8, 0, 48, 0, 64, 3);
  const start = Buffer.from([0xff, 0xd8]);

  it.each([0xc0, 0xc1, 0xc2])('says its size in the header of its frame (%i)', (marker) => {
    const file = fileOf(start, segment(0xe0, 1, 2, 3), segment(0xc4, 7), size(marker));
    expect(measure(file)).toEqual({ format: 'jpg', width: 64, height: 48 });
  });

  it('may have filling, and what is no marker, between its segments', () => {
    const odd = Buffer.from([0, 1, 0xff, 0, 0xff, 0xd0, 0xff, 0xff, 0xff]);
    expect(measure(fileOf(start, odd, size(0xc0)))).toMatchObject({ width: 64, height: 48 });
  });

  it.each([
    ['nothing', fileOf(start)],
    ['its pixels first', fileOf(start, segment(0xda, 1), size(0xc0))],
    ['its end first', fileOf(start, Buffer.from([0xff, 0xd9]), size(0xc0))],
    ['half a size', fileOf(start, size(0xc0)).slice(0, -4)],
    ['zeros', new Uint8Array(Buffer.concat([start, Buffer.alloc(1_000)]))],
    ['a segment that ends beyond it', fileOf(start, Buffer.from([0xff, 0xe0, 0xff, 0xff]))],
  ])('that holds %s is damaged', (_, file) => {
    expect(() => measure(file)).toThrow();
  });

  it('made to keep whoever reads it busy is read in a few steps a byte', () => {
    // Of the heaviest that is let in, these took seconds.
    for (const filling of [0x00, 0x01, 0xff]) {
      const file = new Uint8Array(32 * 2 ** 20).fill(filling);
      file.set(start);
      const views = vi.spyOn(file, 'subarray');
      expect(() => measure(file)).toThrow('no size');
      expect(views.mock.calls.length).toBeLessThan(10);
    }
  });
});

describe('AVIF', () => {
  it.each([
    ['a still', brands('avif', 'mif1'), 'avif'],
    ['an animation', brands('avis', 'avif'), 'avif'],
    ['one that names itself otherwise first', brands('mif1', 'miaf', 'avif'), 'avif'],
    ['a relative', brands('heic', 'mif1'), 'heif'],
  ])('is known by its brands: %s', (_, head, format) => {
    const file = fileOf(head, images(sizeOf(640, 480)));
    expect(measure(file)).toEqual({ format, width: 640, height: 480 });
  });

  it('is as large as the largest of its images', () => {
    const file = fileOf(brands('avif'), images(sizeOf(512, 512), sizeOf(1024, 900), sizeOf(9, 9)));
    expect(measure(file)).toEqual({ format: 'avif', width: 1024, height: 900 });
  });

  it('may have its sizes behind its pixels, or in a film only', () => {
    const pixels = box('mdat', Buffer.alloc(50));
    const size = { format: 'avif', width: 64, height: 48 };
    expect(measure(fileOf(brands('avif'), pixels, images(sizeOf(64, 48))))).toEqual(size);
    expect(measure(fileOf(brands('avis'), film(64, 48), pixels))).toEqual(size);
  });

  it.each([
    ['no size', fileOf(brands('avif'), images())],
    ['nothing', fileOf(brands('avif'))],
    ['half a size', fileOf(brands('avif'), images(sizeOf(64, 48))).slice(0, -6)],
  ])('that holds %s is damaged', (_, file) => {
    expect(() => measure(file)).toThrow('The header');
  });

  it('made to keep whoever reads it busy for ever does not', () => {
    const file = fileOf(
      brands('avif'),
      images(Buffer.concat(new Array(200_000).fill(sizeOf(8, 8)))),
    );
    expect(() => measure(file)).toThrow('too many boxes');
  });

  it('is not what a video is', () => {
    expect(measure(fileOf(brands('isom', 'mp42'), film(640, 480)))).toBeUndefined();
  });
});
