export interface Bounds {
  readonly entries: number;
  /** As JSON, keys included: an estimate of what they take. */
  readonly bytes?: number;
}

interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
}

/** A map within bounds, from which the least recently used leaves first. */
export class BoundedMap<T> {
  readonly #bounds: Bounds;
  // In order of use: a Map keeps that in which its entries were set.
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @returns the keys of what had to leave; the entry's own where it alone is too large */
  set(key: string, value: T): string[] {
    this.delete(key);
    const { entries, bytes: most = Number.POSITIVE_INFINITY } = this.#bounds;
    const bytes = key.length + JSON.stringify(value).length;
    if (bytes > most) return [key];
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    const surplus: string[] = [];
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= entries && this.#bytes <= most) break;
      this.delete(oldest);
      surplus.push(oldest);
    }
    return surplus;
  }

  delete(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  /** @returns the keys, least recently used first */
  keys(): string[] {
    return [...this.#entries.keys()];
  }
}
