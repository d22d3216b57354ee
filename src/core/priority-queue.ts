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
  readonly group: number;
  priority: Priority;
}

type Entry<T> = Readonly<Waiting<T>>;

/** Groups whose last turn is kept in mind; one beyond them counts as new, and is served first. */
const MOST_GROUPS = 256;

/**
 * A bounded queue: most pressing first; among equals groups take turns, and in a group it is first come, first
 * served. So nobody waits longer because somebody else has much.
 */
export class PriorityQueue<T> {
  readonly #capacity: number;
  readonly #waiting = new Map<string, Waiting<T>>();
  /** Number of the last turn of each group, in the order of these. */
  readonly #turns = new Map<number, number>();
  #turn = 0;

  /** @param capacity how many items may wait at once */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /**
   * @param group whose it is
   * @returns the item that has no place in a full queue: of the least pressing those of the group that has most of
   *   them, and of these the latest
   */
  add(key: string, item: T, priority: Priority, group = 0): T | undefined {
    this.#waiting.set(key, { key, item, group, priority });
    if (this.#waiting.size <= this.#capacity) return undefined;
    const all = [...this.#waiting.values()];
    const least = Math.max(...all.map((waiting) => rankOf(waiting.priority)));
    const lowest = all.filter((waiting) => rankOf(waiting.priority) === least);
    const counts = new Map<number, number>();
    for (const waiting of lowest) counts.set(waiting.group, (counts.get(waiting.group) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const last = lowest.findLast((waiting) => counts.get(waiting.group) === most);
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

  /** The item whose turn it is, which stays. */
  get first(): Entry<T> | undefined {
    return this.firstOf(() => true);
  }

  /** The same among items whose turn it may be. */
  firstOf(mayBe: (entry: Entry<T>) => boolean): Entry<T> | undefined {
    let best: Waiting<T> | undefined;
    for (const waiting of this.#waiting.values()) {
      if (mayBe(waiting) && (!best || this.#isBefore(waiting, best))) best = waiting;
    }
    return best;
  }

  /** Takes out an item whose turn it is: its group's next comes after those of others. */
  take({ key, group }: Entry<T>): void {
    this.#turns.delete(group);
    this.#turns.set(group, ++this.#turn);
    for (const oldest of this.#turns.keys()) {
      if (this.#turns.size <= MOST_GROUPS) break;
      this.#turns.delete(oldest);
    }
    this.remove(key);
  }

  /** Takes out an item by its key. */
  remove(key: string): T | undefined {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    return waiting?.item;
  }

  #isBefore(one: Waiting<T>, other: Waiting<T>): boolean {
    const ranks = rankOf(one.priority) - rankOf(other.priority);
    if (ranks !== 0) return ranks < 0;
    return (this.#turns.get(one.group) ?? 0) < (this.#turns.get(other.group) ?? 0);
  }
}
