import { pickFrom, randomFrom } from '../fixtures/graphics/random';

/** Chance that falls the same way on each run of a seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    // Neighbouring seeds begin alike.
    for (let n = 0; n < 4; n++) this.#random();
  }

  /** A whole number from 0 on, below a bound. */
  below(bound: number): number {
    return pickFrom(this.#random, bound);
  }

  /** Whether something happens that has a probability, 0..1. */
  happens(probability: number): boolean {
    return this.#random() < probability;
  }

  /** @param items at least one */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}
