import { expect, it } from 'vitest';
import { type Bucket, fullBucket, refill, takeOne } from '../../../src/core/token-bucket';

const allowance = { most: 3, perSecond: 0.5 };

function spendAll(bucket: Bucket): { spent: number; left: Bucket } {
  const next = takeOne(bucket);
  if (!next) return { spent: 0, left: bucket };
  const { spent, left } = spendAll(next);
  return { spent: spent + 1, left };
}

it('gives as much as there is, and no more', () => {
  expect(spendAll(fullBucket(allowance, 1_000)).spent).toBe(3);
});

it('fills with time, up to its brim', () => {
  const { left } = spendAll(fullBucket(allowance, 1_000));
  expect(takeOne(refill(left, allowance, 2_900))).toBeUndefined();
  expect(spendAll(refill(left, allowance, 3_000)).spent).toBe(1);
  expect(spendAll(refill(left, allowance, 1_000_000)).spent).toBe(3);
});

it('neither gains nor loses by a clock that is put back', () => {
  const half: Bucket = { left: 1, at: 5_000 };
  expect(refill(half, allowance, 1_000)).toEqual({ left: 1, at: 1_000 });
});
