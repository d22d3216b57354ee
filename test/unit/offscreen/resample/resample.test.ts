import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Box } from '../../../../src/core/box';
import type { Pixels } from '../../../../src/offscreen/resample/resample';
import { ONE, tapsOf } from '../../../../src/offscreen/resample/taps';

/** Pixels without a pattern, the same each time. */
function noise(width: number, height: number, isOpaque = true): Pixels {
  const rgba = new Uint8ClampedArray(4 * width * height);
  let state = width * 31 + height;
  for (let at = 0; at < rgba.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    rgba[at] = at % 4 === 3 && isOpaque ? 255 : state >>> 24;
  }
  return { rgba, width, height, isOpaque };
}

/** The same as resample does, slowly. */
function expected(
  { rgba, width, height }: Pixels,
  backdrop: readonly number[],
  part: Box,
  side: number,
): number[] {
  const columns = tapsOf(part.x, part.width, side, width);
  const rows = tapsOf(part.y, part.height, side, height);
  const value = (x: number, y: number, channel: number) => {
    const at = 4 * (y * width + x);
    const alpha = (rgba[at + 3] ?? 0) / 255;
    return (rgba[at + channel] ?? 0) * alpha + (backdrop[channel] ?? 0) * (1 - alpha);
  };
  const result: number[] = [];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let row = 0; row < rows.taps; row++) {
          for (let column = 0; column < columns.taps; column++) {
            const weight =
              (rows.weights[y * rows.taps + row] ?? 0) *
              (columns.weights[x * columns.taps + column] ?? 0);
            const [left, top] = [(columns.starts[x] ?? 0) + column, (rows.starts[y] ?? 0) + row];
            if (weight !== 0) sum += weight * value(left, top, channel);
          }
        }
        result.push(Math.min(255, Math.max(0, sum / ONE ** 2)));
      }
      result.push(255);
    }
  }
  return result;
}

const furthest = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Array.from(one).reduce((most, each, at) => Math.max(most, Math.abs(each - (other[at] ?? 0))), 0);

afterEach(() => vi.unstubAllGlobals());

describe.each(['with', 'without'])('a square of a part of a picture, %s WebAssembly', (way) => {
  /** As it is where nothing was resampled before. */
  async function fresh() {
    if (way === 'without') {
      vi.stubGlobal('WebAssembly', undefined);
      vi.spyOn(console, 'info').mockReturnValue();
    }
    vi.resetModules();
    return (await import('../../../../src/offscreen/resample/resample')).resample;
  }

  it.each([
    ['shrunk', noise(100, 80), { x: 10, y: 5, width: 70, height: 70 }, 40],
    ['enlarged', noise(30, 20), { x: 5, y: 0, width: 20, height: 20 }, 48],
    ['squashed', noise(64, 90), { x: 0, y: 0, width: 64, height: 90 }, 33],
    ['much smaller', noise(300, 7), { x: 0.5, y: 0, width: 299, height: 7 }, 9],
    ['of one pixel', noise(1, 1), { x: 0, y: 0, width: 1, height: 1 }, 16],
    ['of less than a pixel', noise(9, 9), { x: 4.2, y: 8.5, width: 0.5, height: 0.5 }, 3],
    ['within another', noise(50, 50), { x: 12.5, y: 30.25, width: 17.5, height: 19.75 }, 21],
  ])('is as tapsOf has it: %s', async (_, pixels, part, side) => {
    const resample = await fresh();
    const made = resample(pixels, '#000000', part, side);
    expect(made).toHaveLength(4 * side * side);
    expect(furthest(made, expected(pixels, [0, 0, 0], part, side))).toBeLessThanOrEqual(1);
  });

  it('has the colour in it that shows through', async () => {
    const resample = await fresh();
    const pixels = noise(60, 45, false);
    const part = { x: 0, y: 0, width: 45, height: 45 };
    const made = resample(pixels, '#10a0ff', part, 24);
    const exact = expected(pixels, [0x10, 0xa0, 0xff], part, 24);
    expect(furthest(made, exact)).toBeLessThanOrEqual(2);
  });

  it('says nothing of the pictures before it', async () => {
    const resample = await fresh();
    resample(noise(400, 400), '#000000', { x: 0, y: 0, width: 400, height: 400 }, 64);
    const pixels = noise(3, 5);
    const part = { x: 0, y: 0, width: 3, height: 5 };
    const made = resample(pixels, '#000000', part, 64);
    expect(furthest(made, expected(pixels, [0, 0, 0], part, 64))).toBeLessThanOrEqual(1);
  });

  it('leaves the picture as it was, and is nobody else’s', async () => {
    const resample = await fresh();
    const pixels = noise(60, 45, false);
    const before = pixels.rgba.slice();
    const part = { x: 0, y: 0, width: 45, height: 45 };
    const first = resample(pixels, '#ffffff', part, 24);
    const copy = first.slice();
    resample(noise(80, 80), '#ffffff', part, 24);
    expect(first).toEqual(copy);
    expect(pixels.rgba).toEqual(before);
    expect(first.buffer.byteLength).toBe(4 * 24 * 24);
  });
});
