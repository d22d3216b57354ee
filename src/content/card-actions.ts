import type { Correcting } from '../core/correction';
import type { Anchor } from './place-badges';

/** What people can have done to a badge, by its card. */
export interface CardActions {
  /** @returns whether it was done */
  correct(anchor: Anchor, correcting: Correcting): Promise<boolean>;
  /** Takes the badge away. */
  dismiss(anchor: Anchor): void;
}
