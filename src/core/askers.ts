import { mostPressing, type Priority } from './priority-queue';

/** Those who wait for one piece of work, each as pressing as it is to them. */
export class Askers {
  readonly #priorities = new Map<string, Priority>();

  get size(): number {
    return this.#priorities.size;
  }

  /** The most pressing of theirs. */
  get priority(): Priority {
    return mostPressing(this.#priorities.values());
  }

  /** Takes one in, or takes note of how pressing it is to them now. */
  set(id: string, priority: Priority): void {
    this.#priorities.set(id, priority);
  }

  leave(id: string): void {
    this.#priorities.delete(id);
  }
}
