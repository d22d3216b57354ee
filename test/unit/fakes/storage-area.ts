export interface Change {
  oldValue?: unknown;
  newValue?: unknown;
}

/** What an area holds at the most; bytes are those of the key and of the value as JSON. */
export interface Quota {
  readonly itemBytes: number;
  readonly bytes: number;
  readonly items: number;
}

type ChangeListener = (changes: Record<string, Change>) => void;

/** An area of extension storage: what goes in and out is cloned, and every context hears of changes. */
export class FakeStorageArea {
  readonly items = new Map<string, unknown>();
  readonly #listeners = new Set<ChangeListener>();
  readonly #quota: Quota | undefined;
  /** How many of the next calls fail. */
  failures = 0;
  /** What they fail with. */
  failure = 'Storage is out of order';

  /** How often something was written. */
  writes = 0;

  constructor(quota?: Quota) {
    this.#quota = quota;
  }

  readonly api = {
    get: async (keys: string | null): Promise<Record<string, unknown>> => {
      await this.#passTime();
      const wanted = [...this.items].filter(([key]) => keys === null || key === keys);
      return structuredClone(Object.fromEntries(wanted));
    },
    set: async (items: Record<string, unknown>): Promise<void> => {
      await this.#passTime();
      this.#checkQuota(items);
      this.writes++;
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

  /** As the browser does it: what is too much is refused as a whole. */
  #checkQuota(items: Record<string, unknown>): void {
    if (!this.#quota) return;
    const all = new Map([...this.items, ...Object.entries(items)]);
    const sizes = [...all].map(([key, value]) => Buffer.byteLength(key + JSON.stringify(value)));
    const isOver =
      all.size > this.#quota.items ||
      sizes.some((size) => size > (this.#quota?.itemBytes ?? 0)) ||
      sizes.reduce((sum, size) => sum + size, 0) > this.#quota.bytes;
    if (isOver) throw new Error('QUOTA_BYTES quota exceeded');
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
