/** Most pressing first; pictures that are off screen are asked about only when near. */
export const priorities = ['asked', 'on-screen', 'near'] as const;
export type Priority = (typeof priorities)[number];

/** @returns the most pressing of several, of none the least pressing that there is */
export const mostPressing = (several: Iterable<Priority>): Priority =>
  priorities[Math.min(...Array.from(several, rankOf))] ?? 'near';

const rankOf = (priority: Priority): number => priorities.indexOf(priority);

interface Waiting<T> {
  readonly key: string;
  readonly item: T;
  priority: Priority;
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
    this.#waiting.set(key, { key, item, priority });
    if (this.#waiting.size <= this.#capacity) return undefined;
    let last: Waiting<T> | undefined;
    for (const waiting of this.#waiting.values()) {
      if (!last || rankOf(waiting.priority) >= rankOf(last.priority)) last = waiting;
    }
    return last && this.remove(last.key);
  }

  get(key: string): T | undefined {
    return this.#waiting.get(key)?.item;
  }

  /** Moves a waiting item up or down. */
  move(key: string, priority: Priority): void {
    const waiting = this.#waiting.get(key);
    if (waiting) waiting.priority = priority;
  }

  /** The most pressing item, which stays. */
  get first(): Readonly<Waiting<T>> | undefined {
    let best: Waiting<T> | undefined;
    for (const waiting of this.#waiting.values()) {
      if (!best || rankOf(waiting.priority) < rankOf(best.priority)) best = waiting;
    }
    return best;
  }

  /** Takes out an item by its key. */
  remove(key: string): T | undefined {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    return waiting?.item;
  }
}
