import { withDeadline } from '../../src/messaging/deadline';
import type { Dice } from '../fuzz/dice';
import { Deck } from './deck';
import { engineStrikes } from './strikes/engine-strikes';
import { lifeStrikes } from './strikes/life-strikes';
import { networkStrikes } from './strikes/network-strikes';
import { storageStrikes } from './strikes/storage-strikes';
import type { Lasting, Strike } from './strikes/strike';
import type { World } from './world';

export const strikes: readonly Strike[] = [
  ...engineStrikes,
  ...networkStrikes,
  ...storageStrikes,
  ...lifeStrikes,
];

/** Milliseconds for a fault to strike, or to end. */
const LIMIT = 30_000;

interface UnderWay extends Lasting {
  readonly until: number;
}

/** How often a fault has struck, and how often there was nothing for it to strike. */
export interface Count {
  struck: number;
  missed: number;
}

/** Has faults strike, and ends those that last. */
export class Faults {
  readonly #world: World;
  readonly #note: (line: string) => void;
  readonly #deck = new Deck(strikes);
  readonly #underWay = new Map<Strike, UnderWay>();
  readonly counts = new Map<string, Count>();

  /** @param note takes down what strikes, and what ends */
  constructor(world: World, note: (line: string) => void) {
    this.#world = world;
    this.#note = note;
  }

  /** How many there were. */
  get count(): number {
    return [...this.counts.values()].reduce((sum, { struck, missed }) => sum + struck + missed, 0);
  }

  /** The next fault. */
  async strike(beat: number, dice: Dice): Promise<void> {
    const strike = this.#deck.deal(dice);
    const { target } = strike;
    await this.#end(
      ([other]) => other === strike || (target !== undefined && other.target === target),
    );
    const count = this.counts.get(strike.name) ?? { struck: 0, missed: 0 };
    this.counts.set(strike.name, count);
    try {
      const lasting = await withDeadline(LIMIT, strike.strike(this.#world, dice));
      if (lasting) this.#underWay.set(strike, { ...lasting, until: beat + lasting.beats });
      count.struck++;
      this.#note(`Struck: ${strike.name}`);
    } catch (error) {
      count.missed++;
      this.#note(`Missed: ${strike.name}: ${(error as Error).message}`);
    }
  }

  /** Ends those whose time is over. */
  endOld(beat: number): Promise<void> {
    return this.#end(([, { until }]) => until <= beat);
  }

  /** Ends those that no page can be left, opened or come back in. */
  endBeforeTurn(): Promise<void> {
    return this.#end(([{ isInTheWay }]) => isInTheWay === true);
  }

  endAll(): Promise<void> {
    return this.#end(() => true);
  }

  async #end(which: (each: [Strike, UnderWay]) => boolean): Promise<void> {
    for (const each of [...this.#underWay].filter(which)) {
      const [strike, { end }] = each;
      this.#underWay.delete(strike);
      await withDeadline(LIMIT, end());
      this.#note(`Over: ${strike.name}`);
    }
  }
}
