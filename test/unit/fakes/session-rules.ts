import type { DeclarativeNetRequest } from 'webextension-polyfill';

type Rule = DeclarativeNetRequest.Rule;
type Update = DeclarativeNetRequest.UpdateSessionRulesOptionsType;

/** The browser's session rules: they outlive the worker, and no two have one id. */
export class FakeSessionRules {
  /** Whether the user has allowed the extension to set any. */
  areAllowed = false;
  readonly rules = new Map<number, Rule>();
  /** How many of the next calls fail. */
  failures = 0;

  readonly api = {
    getSessionRules: async (): Promise<Rule[]> => {
      await this.#passTime();
      return [...this.rules.values()];
    },
    updateSessionRules: async ({ removeRuleIds = [], addRules = [] }: Update): Promise<void> => {
      await this.#passTime();
      for (const id of removeRuleIds) this.rules.delete(id);
      for (const rule of addRules) {
        if (this.rules.has(rule.id)) throw new Error(`Rule with id ${rule.id} is not unique.`);
        this.rules.set(rule.id, rule);
      }
    },
  };

  /** The browser answers in a later task, never at once. */
  async #passTime(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failures === 0) return;
    this.failures--;
    throw new Error('The rules are out of order');
  }
}
