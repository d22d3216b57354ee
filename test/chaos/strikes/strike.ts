import type { Dice } from '../../fuzz/dice';
import type { Card } from '../deck';
import type { World } from '../world';

/** What has struck, when it goes on for a while. */
export interface Lasting {
  /** Beats of the run after which it ends. */
  readonly beats: number;
  end(): Promise<void>;
}

/** A fault. */
export interface Strike extends Card {
  readonly name: string;
  /** What it strikes, if only one fault at a time can: the one before ends first. */
  readonly target?: string;
  /** Whether no other page can be turned to while it lasts. */
  readonly isInTheWay?: true;
  /** @throws Error when there is nothing to strike, such as an engine that does not run */
  strike(world: World, dice: Dice): Promise<Lasting | undefined>;
}

/** A few beats. */
export const aWhile = (dice: Dice): number => 1 + dice.below(3);
