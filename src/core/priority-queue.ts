/** Most pressing first; pictures that are off screen are asked about only when near. */
export const priorities = ['asked', 'on-screen', 'near'] as const;
export type Priority = (typeof priorities)[number];

interface Waiting<T> {
  readonly item: T;
  rank: number;
}

/** A bounded queue: most pressing first, and among equals first come, first served. */
export class PriorityQueue<T> {
  readonly #capacity: number;
  readonly #waiting = new Map<string, Waiting<T>>();

  /** @param capacity how many items may wait at once */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** @returns the item that has no place in a full queue: the least pressing, and of equals the latest */
  add(key: string, item: T, priority: Priority): T | undefined {
    this.#waiting.set(key, { item, rank: priorities.indexOf(priority) });
    if (this.#waiting.size <= this.#capacity) return undefined;
    let last: [string, Waiting<T>] = [key, { item, rank: -1 }];
    for (const entry of this.#waiting) {
      if (entry[1].rank >= last[1].rank) last = entry;
    }
    return this.remove(last[0]);
  }

  /** Moves a waiting item up to a more pressing priority; never down. */
  raise(key: string, priority: Priority): void {
    const waiting = this.#waiting.get(key);
    if (waiting) waiting.rank = Math.min(waiting.rank, priorities.indexOf(priority));
  }

  /** Takes out the most pressing item. */
  take(): T | undefined {
    let best: [string, Waiting<T>] | undefined;
    for (const entry of this.#waiting) {
      if (!best || entry[1].rank < best[1].rank) best = entry;
    }
    if (!best) return undefined;
    this.#waiting.delete(best[0]);
    return best[1].item;
  }

  /** Takes out an item by its key. */
  remove(key: string): T | undefined {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    return waiting?.item;
  }
}
