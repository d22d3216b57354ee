import { expect, it } from 'vitest';
import { Tally } from '../../../src/core/tally';

it('counts what there is under each name', () => {
  const tally = new Tally();
  tally.add('a', 1);
  tally.add('a', 1);
  tally.add(7, 1);
  tally.add('a', -1);
  tally.add(7, -1);
  expect(['a', 7, 'b'].map((name) => tally.of(name))).toEqual([1, 0, 0]);
});
