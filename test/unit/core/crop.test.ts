import { describe, expect, it } from 'vitest';
import type { Box } from '../../../src/core/box';
import { centreSquare, softeningOf, viewsOf } from '../../../src/core/crop';

/** A box by its numbers. */
const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

describe('the views of a picture', () => {
  it.each<[string, number, number, centre: Box, ends: [Box, Box]]>([
    // 0.875 of the short side, as 224 of 256: 262.5 of 300.
    [
      'landscape',
      400,
      300,
      box(68.75, 18.75, 262.5, 262.5),
      [box(0, 18.75, 262.5, 262.5), box(137.5, 18.75, 262.5, 262.5)],
    ],
    [
      'portrait',
      300,
      400,
      box(18.75, 68.75, 262.5, 262.5),
      [box(18.75, 0, 262.5, 262.5), box(18.75, 137.5, 262.5, 262.5)],
    ],
    // Its ends touch left and right, 16 pixels off the centre.
    ['square', 256, 256, box(16, 16, 224, 224), [box(0, 16, 224, 224), box(32, 16, 224, 224)]],
    [
      'of odd sides',
      101,
      77,
      box(16.8125, 4.8125, 67.375, 67.375),
      [box(0, 4.8125, 67.375, 67.375), box(33.625, 4.8125, 67.375, 67.375)],
    ],
    [
      'one pixel',
      1,
      1,
      box(0.0625, 0.0625, 0.875, 0.875),
      [box(0, 0.0625, 0.875, 0.875), box(0.125, 0.0625, 0.875, 0.875)],
    ],
    [
      'nearly long',
      399,
      200,
      box(112, 12.5, 175, 175),
      [box(0, 12.5, 175, 175), box(224, 12.5, 175, 175)],
    ],
  ])('that is %s (%i by %i) are squares of seven eighths of its short side', (...row) => {
    const [, width, height, centre, ends] = row;
    expect(viewsOf(width, height)).toEqual({ centre, ends });
  });

  it.each<[string, number, number, centre: Box, ends: [Box, Box]]>([
    [
      'just twice as wide as high',
      400,
      200,
      box(50, 0, 300, 200),
      [box(0, 0, 300, 200), box(100, 0, 300, 200)],
    ],
    ['a banner', 1000, 100, box(425, 0, 150, 100), [box(0, 0, 150, 100), box(850, 0, 150, 100)]],
    ['a column', 100, 300, box(0, 75, 100, 150), [box(0, 0, 100, 150), box(0, 150, 100, 150)]],
    ['one pixel wide', 1, 9, box(0, 3.75, 1, 1.5), [box(0, 0, 1, 1.5), box(0, 7.5, 1, 1.5)]],
  ])('that is %s (%i by %i) take all of its short side and half as much again', (...row) => {
    const [, width, height, centre, ends] = row;
    expect(viewsOf(width, height)).toEqual({ centre, ends });
  });

  it('lie inside it, whatever its size', () => {
    const sizes = [1, 2, 3, 7, 31, 64, 77, 128, 199, 256, 333, 1000, 4999, 10_000];
    for (const width of sizes) {
      for (const height of sizes) {
        const { centre, ends } = viewsOf(width, height);
        for (const view of [centre, ...ends]) {
          const right = view.x + view.width;
          const bottom = view.y + view.height;
          expect(Math.min(view.x, view.y, width - right, height - bottom)).toBeGreaterThan(-1e-9);
          expect(Math.min(view.width, view.height)).toBeGreaterThan(0);
        }
      }
    }
  });

  it('are those of the picture turned on its side, turned likewise', () => {
    const turned = ({ x, y, width, height }: Box): Box => box(y, x, height, width);
    for (const [width, height] of [
      [400, 300],
      [900, 100],
    ] as const) {
      const { centre, ends } = viewsOf(width, height);
      expect(viewsOf(height, width)).toEqual({ centre: turned(centre), ends: ends.map(turned) });
    }
  });
});

describe('the answers of a model that needs 128 pixels', () => {
  it.each([
    ['as sure as they are', 1000, 1000, 1],
    ['as sure as they are', 128, 128, 1],
    ['as sure as they are', 128, 4000, 1],
    // The root of 128 / 64.
    ['less sure', 64, 64, Math.SQRT2],
    ['half as sure', 32, 32, 2],
    ['half as sure', 1000, 32, 2],
    ['half as sure', 32, 1000, 2],
    ['hardly sure', 1, 2, 11.3137085],
  ])('are %s of a picture of %i by %i', (_, width, height, softening) => {
    expect(softeningOf(width, height, 128)).toBeCloseTo(softening, 6);
  });

  it('are softer than those of one that needs fewer', () => {
    expect(softeningOf(50, 32, 72)).toBe(1.5);
    expect(softeningOf(50, 32, 1)).toBe(1);
  });
});

it('the square in the middle takes the whole short side', () => {
  expect(centreSquare(300, 100)).toEqual(box(100, 0, 100, 100));
  expect(centreSquare(101, 304)).toEqual(box(0, 101.5, 101, 101));
  expect(centreSquare(1, 1)).toEqual(box(0, 0, 1, 1));
});
