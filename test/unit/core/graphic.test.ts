import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { isGraphic } from '../../../src/core/graphic';
import { graphics } from '../../fixtures/graphics';
import { alterations, photographLike } from '../../fixtures/graphics/photograph-like';

// A hundred pictures are drawn, and a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const SIZE = 224;

/** A picture as the model sees it: the centre of its short side, 224 of 256 parts. */
async function view(bytes: Buffer): Promise<Uint8ClampedArray> {
  // Decoded first, or sharp would crop after it has made the picture smaller.
  const { data, info } = await sharp(bytes)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const side = Math.round((Math.min(width, height) * SIZE) / 256);
  const left = Math.round((width - side) / 2);
  const top = Math.round((height - side) / 2);
  const pixels = await sharp(data, { raw: { width, height, channels } })
    .extract({ left, top, width: side, height: side })
    .resize(SIZE, SIZE, { kernel: side < SIZE ? 'cubic' : 'linear' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  return new Uint8ClampedArray(pixels);
}

const isSeenAsGraphic = async (bytes: Buffer): Promise<boolean> =>
  isGraphic(await view(bytes), SIZE);

/** Each pixel's red, green and blue by its place. */
const pixels = (rgbAt: (x: number, y: number) => readonly number[]): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: SIZE * SIZE * 4 }, (_, at) => {
    const pixel = Math.floor(at / 4);
    return rgbAt(pixel % SIZE, Math.floor(pixel / SIZE))[at % 4] ?? 255;
  });

describe('isGraphic', () => {
  it('knows graphics of every kind, and misses those only that it is known to miss', async () => {
    const missed: string[] = [];
    for (const { name, draw } of graphics) {
      if (!(await isSeenAsGraphic(await draw()))) missed.push(name);
    }
    // Textured all over, or small letters that a poor JPEG has made grey.
    const beyondIt =
      /^(noise|Julia set|balls on a checkered floor|terrain|page of text, 0\.75 times)/;
    expect(missed.filter((name) => !beyondIt.test(name))).toEqual([]);
    expect(missed.length).toBeLessThanOrEqual(7);
    expect(graphics.length).toBeGreaterThanOrEqual(80);
  });

  it.each(Object.entries(alterations))('takes no photograph for one: %s', async (_, alter) => {
    for (const [seed, sky] of [0, 0.2, 0.45].entries()) {
      expect({
        sky,
        isGraphic: await isSeenAsGraphic(await alter(await photographLike(seed, sky))),
      }).toEqual({ sky, isGraphic: false });
    }
  });

  it('wants a ground nearly everywhere, however exact the rest is', () => {
    const hash = (x: number, y: number) => (x * 7919 + y * 104_729 + x * y * 31) % 256;
    const withStrip = (height: number) =>
      pixels((x, y) => {
        const tone = y < height ? hash(x, y) : 90;
        return [tone, tone, tone];
      });
    // A row of spots is 14 pixels high: one of sixteen is less than an eighth, three are more.
    expect(isGraphic(withStrip(14), SIZE)).toBe(true);
    expect(isGraphic(withStrip(3 * 14), SIZE)).toBe(false);
  });

  it('knows a drawing of smooth shades, which has no tones of its own', () => {
    expect(
      isGraphic(
        pixels((x, y) => [40 + x / 4, 60 + y / 4, 200 - x / 4]),
        SIZE,
      ),
    ).toBe(true);
  });

  it('takes the same shades with a sensor’s noise for a photograph', () => {
    const noise = (x: number, y: number) => ((x * 37 + y * 101 + ((x * y) % 17) * 29) % 21) - 10;
    const shades = pixels((x, y) =>
      [40 + x / 4, 60 + y / 4, 200 - x / 4].map((v) => v + noise(x, y)),
    );
    expect(isGraphic(shades, SIZE)).toBe(false);
  });
});
