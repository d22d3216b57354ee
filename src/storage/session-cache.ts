import browser from 'webextension-polyfill';
import type { Bounds } from '../core/bounded-map';
import type { CacheStatus } from '../core/cache-status';
import { SessionMap } from './session-map';

/** Milliseconds in which lookups are counted before they are written down together. */
const PAUSE = 1_000;

/** Milliseconds in which entries are gathered before they are written: what a worker that dies loses is made again. */
const GATHERING = 250;

interface Tally {
  readonly hits: number;
  readonly misses: number;
}

/** A session map that counts how often it has what is looked for. */
export class SessionCache<T> {
  readonly #name: CacheStatus['name'];
  readonly #map: SessionMap<T>;
  /** Lookups since the counts were last written down; a worker that dies meanwhile loses them. */
  #hits = 0;
  #misses = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: CacheStatus['name'], bounds: Bounds) {
    this.#name = name;
    this.#map = new SessionMap(name, bounds, GATHERING);
  }

  async get(key: string): Promise<T | undefined> {
    const value = await this.#map.get(key);
    if (value === undefined) this.#misses++;
    else this.#hits++;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write().catch((error) => console.error('Hits could not be counted', error));
    }, PAUSE);
    return value;
  }

  set(key: string, value: T): Promise<void> {
    return this.#map.set(key, value);
  }

  async status(): Promise<CacheStatus> {
    const { hits, misses } = await this.#stored();
    const size = await this.#map.size();
    return { name: this.#name, ...size, hits: hits + this.#hits, misses: misses + this.#misses };
  }

  async clear(): Promise<void> {
    this.#hits = 0;
    this.#misses = 0;
    await this.#map.clear();
    await browser.storage.session.remove(this.#key);
  }

  get #key(): string {
    return `tally:${this.#name}`;
  }

  async #stored(): Promise<Tally> {
    const stored = await browser.storage.session.get(this.#key);
    return (stored[this.#key] as Tally | undefined) ?? { hits: 0, misses: 0 };
  }

  async #write(): Promise<void> {
    const { hits, misses } = await this.#stored();
    const tally: Tally = { hits: hits + this.#hits, misses: misses + this.#misses };
    this.#hits = 0;
    this.#misses = 0;
    await browser.storage.session.set({ [this.#key]: tally });
  }
}
