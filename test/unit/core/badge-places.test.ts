import { describe, expect, it } from 'vitest';
import { badgePlaces } from '../../../src/core/badge-places';

const badge = { width: 80, height: 22 };
const picture = { x: 100, y: 50, width: 200, height: 150 };
const spots = (...args: Parameters<typeof badgePlaces>) =>
  badgePlaces(...args).map(({ box, isDot }) => [box.x, box.y, box.width, isDot]);

describe('the places of a badge', () => {
  it('are the corners, then the middles of top and bottom, the centre, and the same as dots', () => {
    expect(spots(picture, badge, false)).toEqual([
      [106, 56, 80, false],
      [214, 56, 80, false],
      [106, 172, 80, false],
      [214, 172, 80, false],
      [160, 56, 80, false],
      [160, 172, 80, false],
      [160, 114, 80, false],
      [103, 53, 12, true],
      [285, 53, 12, true],
      [103, 185, 12, true],
      [285, 185, 12, true],
      [194, 53, 12, true],
      [194, 185, 12, true],
      [194, 119, 12, true],
    ]);
  });

  it('begin on the right where one reads from there', () => {
    expect(spots(picture, badge, true).slice(0, 2)).toEqual([
      [214, 56, 80, false],
      [106, 56, 80, false],
    ]);
  });

  it.each([
    ['top-end', false, [214, 56], [106, 56]],
    ['bottom-start', false, [106, 172], [214, 172]],
    ['bottom-end', false, [214, 172], [106, 172]],
    ['bottom-end', true, [106, 172], [214, 172]],
  ] as const)(
    'begin at the %s where that is wished (right to left: %s)',
    (corner, isRtl, one, two) => {
      const found = spots(picture, badge, isRtl, corner).map(([x, y]) => [x, y]);
      expect(found.slice(0, 2)).toEqual([one, two]);
      expect(found).toHaveLength(14);
    },
  );

  it('are as large as dots are wished', () => {
    const small = { ...picture, width: 40, height: 40 };
    expect(spots(small, badge, false, 'bottom-end', 16)[0]).toEqual([121, 71, 16, true]);
  });

  it('are narrower in a narrow picture, down to where nothing can be read', () => {
    const narrow = (width: number) => spots({ ...picture, width }, badge, false)[0];
    expect(narrow(80)).toEqual([106, 56, 68, false]);
    expect(narrow(68)).toEqual([106, 56, 56, false]);
    expect(narrow(67)).toEqual([103, 53, 12, true]);
  });

  it('hold a short text in a picture that is narrower still', () => {
    expect(spots({ ...picture, width: 52 }, { width: 40, height: 22 }, false)[0]).toEqual([
      106,
      56,
      40,
      false,
    ]);
  });

  it('are dots in a picture that is too low for text, and none where a dot is too large', () => {
    expect(spots({ ...picture, height: 33 }, badge, false)[0]).toEqual([103, 53, 12, true]);
    expect(spots({ ...picture, height: 17 }, badge, false)).toEqual([]);
  });

  it('lie within the picture, all of them', () => {
    for (const { box } of badgePlaces(picture, badge, false)) {
      expect(box.x).toBeGreaterThanOrEqual(picture.x);
      expect(box.y).toBeGreaterThanOrEqual(picture.y);
      expect(box.x + box.width).toBeLessThanOrEqual(picture.x + picture.width);
      expect(box.y + box.height).toBeLessThanOrEqual(picture.y + picture.height);
    }
  });
});
