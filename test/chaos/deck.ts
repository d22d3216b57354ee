import type { Dice } from '../fuzz/dice';

/** Something that is dealt: each once before any is dealt again. */
export interface Card {
  /** How often at most in a whole run. */
  readonly most?: number;
}

/** Deals cards by chance, so that none is left out for long. */
export class Deck<C extends Card> {
  readonly #cards: readonly C[];
  readonly #dealt = new Map<C, number>();
  #left: C[] = [];

  /** @param cards at least one may be dealt without end */
  constructor(cards: readonly C[]) {
    this.#cards = cards;
  }

  deal(dice: Dice): C {
    if (this.#left.length === 0) this.#left = this.#cards.filter((card) => this.#mayDeal(card));
    const [card] = this.#left.splice(dice.below(this.#left.length), 1);
    if (!card) throw new Error('There is nothing to deal');
    this.#dealt.set(card, (this.#dealt.get(card) ?? 0) + 1);
    return card;
  }

  #mayDeal(card: C): boolean {
    return (this.#dealt.get(card) ?? 0) < (card.most ?? Number.POSITIVE_INFINITY);
  }
}
