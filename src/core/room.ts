import { type Priority, PriorityQueue } from './priority-queue';

/** Who wants room, and how pressing it is. */
export interface Guest {
  readonly priority: Priority;
  /** Those of one group take turns with those of others; see {@link PriorityQueue}. */
  readonly group: number;
}

interface Waiting {
  readonly bytes: number;
  readonly enter: () => void;
}

/** Room for so many bytes at once. Who finds none waits; one who wants more than there is has it alone. */
export class Room {
  readonly #most: number;
  readonly #waiting = new PriorityQueue<Waiting>(Number.POSITIVE_INFINITY);
  #taken = 0;
  #guests = 0;

  /** @param most bytes */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs work that holds so many bytes until it is done. */
  async during<T>(bytes: number, { priority, group }: Guest, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.#waiting.add(String(this.#guests++), { bytes, enter }, priority, group);
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#taken -= bytes;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#waiting.first; next; next = this.#waiting.first) {
      const { bytes, enter } = next.item;
      if (this.#taken > 0 && this.#taken + bytes > this.#most) return;
      this.#waiting.take(next);
      this.#taken += bytes;
      enter();
    }
  }
}
