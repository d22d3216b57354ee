import { expect, it } from 'vitest';
import { intersect, isAt, overlap } from '../../../src/core/box';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

it('two boxes share what lies in both', () => {
  expect(intersect(box(0, 0, 100, 50), box(60, 20, 100, 100))).toEqual(box(60, 20, 40, 30));
  expect(intersect(box(0, 0, 10, 10), box(20, 5, 10, 10))).toMatchObject({ width: 0, height: 5 });
});

it('boxes that only touch do not overlap', () => {
  expect(overlap(box(0, 0, 10, 10), box(9, 9, 10, 10))).toBe(true);
  expect(overlap(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(false);
  expect(overlap(box(0, 0, 10, 10), box(0, 10, 10, 10))).toBe(false);
});

it('a point is in a box up to its far sides, which are the next one’s', () => {
  const square = box(10, 10, 10, 10);
  expect([isAt(square, 10, 10), isAt(square, 19, 19), isAt(square, 20, 15)]).toEqual([
    true,
    true,
    false,
  ]);
});
