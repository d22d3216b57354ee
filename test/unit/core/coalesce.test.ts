import { expect, test } from 'vitest';
import { coalesce } from '../../../src/core/coalesce';

test('calls during a run share one more run, which begins after them', async () => {
  const ends: (() => void)[] = [];
  const run = coalesce(() => new Promise<void>((resolve) => ends.push(resolve)));

  const first = run();
  const second = run();
  const third = run();
  expect(ends).toHaveLength(1);

  ends[0]?.();
  await first;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.all([second, third]);
  expect(ends).toHaveLength(2);

  const fourth = run();
  expect(ends).toHaveLength(3);
  ends[2]?.();
  await fourth;
});
