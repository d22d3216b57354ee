import { describe, expect, it } from 'vitest';
import { centreCrop } from '../../../src/core/crop';

describe('the centre crop', () => {
  it.each([
    // 0.875 of the short side, as 224 of 256.
    ['landscape', 400, 200, { x: 112.5, y: 12.5, side: 175 }],
    ['portrait', 200, 400, { x: 12.5, y: 112.5, side: 175 }],
    ['square', 256, 256, { x: 16, y: 16, side: 224 }],
    ['of odd sides', 101, 77, { x: 16.8125, y: 4.8125, side: 67.375 }],
    ['one pixel wide', 1, 9, { x: 0.0625, y: 4.0625, side: 0.875 }],
  ])('of a picture that is %s (%i by %i) leaves an eighth of the short side out', (...row) => {
    const [, width, height, square] = row;
    expect(centreCrop(width, height)).toEqual(square);
  });

  it('with a share of 1 takes the whole short side', () => {
    expect(centreCrop(300, 100, 1)).toEqual({ x: 100, y: 0, side: 100 });
    expect(centreCrop(101, 301, 1)).toEqual({ x: 0, y: 100, side: 101 });
  });
});
