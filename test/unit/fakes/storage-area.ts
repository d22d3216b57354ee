export interface Change {
  oldValue?: unknown;
  newValue?: unknown;
}

type ChangeListener = (changes: Record<string, Change>) => void;

/** An area of extension storage: what goes in and out is cloned, and every context hears of changes. */
export class FakeStorageArea {
  readonly items = new Map<string, unknown>();
  readonly #listeners = new Set<ChangeListener>();
  /** How many of the next calls fail. */
  failures = 0;
  /** What they fail with. */
  failure = 'Storage is out of order';

  readonly api = {
    get: async (keys: string | null): Promise<Record<string, unknown>> => {
      await this.#passTime();
      const wanted = [...this.items].filter(([key]) => keys === null || key === keys);
      return structuredClone(Object.fromEntries(wanted));
    },
    set: async (items: Record<string, unknown>): Promise<void> => {
      await this.#passTime();
      for (const [key, newValue] of Object.entries(structuredClone(items))) this.put(key, newValue);
    },
    remove: async (keys: string | readonly string[]): Promise<void> => {
      await this.#passTime();
      for (const key of [keys].flat()) {
        this.items.delete(key);
        this.#tell({ [key]: {} });
      }
    },
    onChanged: {
      addListener: (listener: ChangeListener) => void this.#listeners.add(listener),
      removeListener: (listener: ChangeListener) => void this.#listeners.delete(listener),
    },
  };

  /** How many contexts listen for changes. */
  get watchers(): number {
    return this.#listeners.size;
  }

  /** Writes as another context, or a damaged disk, would. */
  put(key: string, newValue: unknown): void {
    this.items.set(key, newValue);
    this.#tell({ [key]: { newValue } });
  }

  #tell(changes: Record<string, Change>): void {
    for (const listener of this.#listeners) listener(structuredClone(changes));
  }

  /** Storage answers in a later task, never at once. */
  async #passTime(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failures === 0) return;
    this.failures--;
    throw new Error(this.failure);
  }
}
