import browser from 'webextension-polyfill';

/**
 * A bounded map that outlives the service worker, but not the browser: held in memory and mirrored in
 * session storage, which never reaches the disk. The least recently set entry leaves first.
 */
export class SessionMap<T> {
  readonly #prefix: string;
  readonly #capacity: number;
  readonly #entries = new Map<string, T>();
  #restored: Promise<void> | undefined;

  constructor(name: string, capacity: number) {
    this.#prefix = `${name}:`;
    this.#capacity = capacity;
  }

  async get(key: string): Promise<T | undefined> {
    await this.#restore();
    return this.#entries.get(key);
  }

  async set(key: string, value: T): Promise<void> {
    await this.#restore();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#capacity && oldest !== undefined) await this.delete(oldest);
    await this.#write(key, value);
  }

  /** Session storage holds 10 MB for all: where it is full, the older part of the map makes way. */
  async #write(key: string, value: T): Promise<void> {
    const entry = { [this.#prefix + key]: value };
    try {
      await browser.storage.session.set(entry);
    } catch (error) {
      const older = [...this.#entries.keys()].slice(0, Math.floor(this.#entries.size / 4));
      if (older.length === 0) throw error;
      for (const each of older) await this.delete(each);
      await browser.storage.session.set(entry);
    }
  }

  async delete(key: string): Promise<void> {
    await this.#restore();
    this.#entries.delete(key);
    await browser.storage.session.remove(this.#prefix + key);
  }

  /** Calls back when another context changed this map's entry, until the signal is aborted. */
  watch(callback: (key: string, value: T | undefined) => void, signal: AbortSignal): void {
    const listener = (changes: Record<string, { newValue?: unknown }>) => {
      for (const [key, change] of Object.entries(changes)) {
        if (key.startsWith(this.#prefix)) {
          callback(key.slice(this.#prefix.length), change.newValue as T | undefined);
        }
      }
    };
    const { onChanged } = browser.storage.session;
    onChanged.addListener(listener);
    signal.addEventListener('abort', () => onChanged.removeListener(listener), { once: true });
  }

  #restore(): Promise<void> {
    this.#restored ??= this.#read().catch((error) => {
      // A memo of a failure would last as long as the worker: the next call tries again.
      this.#restored = undefined;
      throw error;
    });
    return this.#restored;
  }

  async #read(): Promise<void> {
    const stored = await browser.storage.session.get(null);
    for (const [key, value] of Object.entries(stored)) {
      if (key.startsWith(this.#prefix))
        this.#entries.set(key.slice(this.#prefix.length), value as T);
    }
  }
}
