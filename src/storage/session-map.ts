import browser from 'webextension-polyfill';
import { BoundedMap, type Bounds } from '../core/bounded-map';

let reading: Promise<Record<string, unknown>> | undefined;

/** Maps that are restored at the same time share one reading of the whole, which may be megabytes. */
function readAll(): Promise<Record<string, unknown>> {
  reading ??= browser.storage.session.get(null).finally(() => {
    reading = undefined;
  });
  return reading;
}

/**
 * A bounded map that outlives the service worker, but not the browser: held in memory and mirrored in
 * session storage, which never reaches the disk. The least recently used entry leaves first, as far as this worker
 * knows of uses.
 */
export class SessionMap<T> {
  readonly #prefix: string;
  readonly #entries: BoundedMap<T>;
  readonly #pause: number;
  /** What is still to be written, by its key in storage: what is gone by then is not. */
  readonly #unwritten = new Map<string, T>();
  #writing: Promise<void> | undefined;
  #restored: Promise<void> | undefined;
  #clearing: Promise<void> | undefined;

  /**
   * @param pause milliseconds in which entries are gathered before they are written: to write many costs little more
   *   than one, for the browser tells all of the extension of each writing; a worker that dies meanwhile loses them
   */
  constructor(name: string, bounds: Bounds, pause = 0) {
    this.#prefix = `${name}:`;
    this.#entries = new BoundedMap(bounds);
    this.#pause = pause;
  }

  async get(key: string): Promise<T | undefined> {
    await this.#restore();
    return this.#entries.get(key);
  }

  async set(key: string, value: T): Promise<void> {
    await this.#restore();
    this.#unwritten.set(this.#prefix + key, value);
    const surplus = this.#entries.set(key, value);
    if (surplus.length > 0) await this.#erase(surplus);
    if (this.#pause === 0) await this.#write([this.#prefix + key]);
    else await this.#writeSoon();
  }

  async delete(key: string): Promise<void> {
    await this.#restore();
    this.#entries.delete(key);
    await this.#erase([key]);
  }

  async clear(): Promise<void> {
    await this.#restore();
    const keys = this.#entries.keys();
    this.#entries.clear();
    await this.#erase(keys);
  }

  /** How much it holds, in bytes as JSON. */
  async size(): Promise<{ readonly entries: number; readonly bytes: number }> {
    await this.#restore();
    return { entries: this.#entries.size, bytes: this.#entries.bytes };
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

  #writeSoon(): Promise<void> {
    this.#writing ??= new Promise((resolve) => setTimeout(resolve, this.#pause)).then(() => {
      this.#writing = undefined;
      return this.#write([...this.#unwritten.keys()]);
    });
    return this.#writing;
  }

  /** Session storage holds 10 MB for all: where it is full, the older part of the map makes way. */
  async #write(keys: readonly string[]): Promise<void> {
    const entries = [...this.#unwritten].filter(([key]) => keys.includes(key));
    if (entries.length === 0) return;
    for (const [key] of entries) this.#unwritten.delete(key);
    try {
      await browser.storage.session.set(Object.fromEntries(entries));
    } catch (error) {
      if (!/quota/i.test((error as Error).message)) throw error;
      // Those that find it full at the same time make room once.
      this.#clearing ??= this.#makeRoom().finally(() => {
        this.#clearing = undefined;
      });
      await this.#clearing;
      // But what has made way itself, or was forgotten meanwhile.
      const known = new Set(this.#entries.keys().map((key) => this.#prefix + key));
      const left = entries.filter(([key]) => known.has(key));
      await browser.storage.session.set(Object.fromEntries(left));
    }
  }

  async #makeRoom(): Promise<void> {
    const keys = this.#entries.keys();
    const older = keys.slice(0, Math.floor(keys.length / 4));
    for (const each of older) this.#entries.delete(each);
    await this.#erase(older);
  }

  #erase(keys: readonly string[]): Promise<void> {
    const stored = keys.map((key) => this.#prefix + key);
    for (const key of stored) this.#unwritten.delete(key);
    return browser.storage.session.remove(stored);
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
    const stored = Object.entries(await readAll());
    for (const [key, value] of stored) {
      if (!key.startsWith(this.#prefix)) continue;
      const surplus = this.#entries.set(key.slice(this.#prefix.length), value as T);
      if (surplus.length > 0) await this.#erase(surplus);
    }
  }
}
