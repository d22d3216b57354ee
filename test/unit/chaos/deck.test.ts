import { expect, it } from 'vitest';
import { Deck } from '../../chaos/deck';
import { strikes } from '../../chaos/faults';
import { Dice } from '../../fuzz/dice';

const dealt = (seed: number, count: number): string[] => {
  const [deck, dice] = [new Deck(strikes), new Dice(seed)];
  return Array.from({ length: count }, () => deck.deal(dice).name);
};

it('deals every fault once before any comes again, in an order that the seed says', () => {
  const names = strikes.map(({ name }) => name);
  expect(dealt(1, names.length).toSorted()).toEqual(names.toSorted());
  expect(dealt(1, names.length)).not.toEqual(names);
  expect(dealt(1, 100)).toEqual(dealt(1, 100));
  expect(dealt(1, 100)).not.toEqual(dealt(2, 100));
});

it('deals what may come only so often no more often', () => {
  const names = dealt(3, 1_000);
  for (const { name, most } of strikes) {
    const { length } = names.filter((each) => each === name);
    if (most === undefined) expect(length).toBeGreaterThan(20);
    else expect(length).toBe(most);
  }
});
