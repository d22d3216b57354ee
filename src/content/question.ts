import type { Correcting } from '../core/correction';
import type { Priority } from '../core/priority-queue';
import { workerLine } from './worker-line';

/** Milliseconds for the worker to take notice. */
const PATIENCE = 5_000;

/** A question about a picture, which can be given up and moved up or down wherever it waits. */
export class Question {
  // randomUUID exists in secure pages only.
  readonly id = crypto.getRandomValues(new Uint32Array(4)).join('-');
  readonly #life = new AbortController();
  /** What the user does about the picture's label, where they do. */
  readonly correcting: Correcting | undefined;
  /** Whether the worker has it, or is about to get it. */
  isPosed = false;
  #priority: Priority;

  constructor(priority: Priority, correcting?: Correcting) {
    this.#priority = priority;
    this.correcting = correcting;
  }

  /** Aborted when it is given up. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  get priority(): Priority {
    return this.#priority;
  }

  giveUp(): void {
    this.#life.abort();
    this.#tell('cancel');
  }

  prioritise(priority: Priority): void {
    if (priority === this.#priority) return;
    this.#priority = priority;
    this.#tell('prioritise');
  }

  /** Nobody waits for the answer: when it is lost, a picture too many is classified, or one too late. */
  #tell(method: 'cancel' | 'prioritise'): void {
    const { id, priority } = this;
    if (this.isPosed) workerLine.ask(method, [{ id, priority }], PATIENCE).catch(() => undefined);
  }
}
