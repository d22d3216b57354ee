import { type Remote, transfer, wrap } from 'comlink';
import type { BackendChoice } from '../core/settings';
import { withDeadline } from '../messaging/deadline';
import type { Classified, Engine, EngineReady } from './engine/engine';

/** Milliseconds for the engine to start: every backend may use up its own deadline first. */
const START_DEADLINE = 100_000;

/** Milliseconds for one picture; plain JavaScript on a slow machine takes two seconds. */
const CLASSIFY_DEADLINE = 20_000;

/** The engine was stopped for another's sake: what was asked of it is to be asked of the next. */
export class EngineReplacedError extends Error {
  override name = 'EngineReplacedError';
}

/** One worker with an engine in it, from its start to its end. */
export class EngineWorker {
  /** Settles when the engine has started, or cannot. */
  readonly ready: Promise<EngineReady>;
  readonly #worker: Worker;
  readonly #engine: Remote<Engine>;
  readonly #ended: Promise<never>;
  #end: (why: Error) => void = () => {};

  /** @param modelFolder address of the model's folder, with a slash at its end: a worker cannot ask for it */
  constructor(modelFolder: string, choice: BackendChoice) {
    this.#worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' });
    this.#engine = wrap<Engine>(this.#worker);
    this.#ended = new Promise((_, reject) => {
      this.#end = reject;
    });
    // It may end while nobody waits for it.
    this.#ended.catch(() => undefined);
    this.#worker.onerror = (event) => this.#end(new Error(event.message || 'The engine broke'));
    this.ready = this.#within(START_DEADLINE, this.#engine.start(modelFolder, choice));
  }

  /**
   * @param pixels RGBA of the model's input size; handed over to the worker
   * @param softening as the engine's
   * @throws Error when the engine fails over them, hangs or breaks; EngineReplacedError when it is stopped
   */
  classify(pixels: Uint8ClampedArray<ArrayBuffer>, softening: number): Promise<Classified> {
    const answer = this.#engine.classify(transfer(pixels, [pixels.buffer]), softening);
    return this.#within(CLASSIFY_DEADLINE, answer);
  }

  /** Ends the worker; whoever waits for it is told. */
  stop(): void {
    this.#worker.terminate();
    this.#end(new EngineReplacedError('The engine was replaced'));
  }

  #within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
    return withDeadline(milliseconds, Promise.race([work, this.#ended]));
  }
}
