import { type Remote, transfer, wrap } from 'comlink';
import { Ending } from '../core/ending';
import type { Speed } from '../core/measurement';
import type { Backend } from '../core/settings';
import { withDeadline } from '../messaging/deadline';
import type { Classified, Engine, Picture } from './engine/engine';
import type { ModelFiles } from './engine/model-files';
import workerUrl from './engine/worker.ts?worker&url';

/**
 * Milliseconds for a backend to start, or to compile for batches: graphics cards and software renderers alike take
 * 2-6 s for MobileNet's shaders in WebGL, and 3-5 s for those of each further size.
 */
const START_DEADLINE = 30_000;

/** Milliseconds for a batch; a single picture takes plain JavaScript on a slow machine two seconds. */
const CLASSIFY_DEADLINE = 20_000;

/** The engine was stopped for another's sake: what was asked of it is to be asked of the next. */
export class EngineReplacedError extends Error {
  override name = 'EngineReplacedError';
}

/** One worker with an engine in it, from its start to its end. */
export class EngineWorker {
  /** Names the code that runs in it, TensorFlow.js included: its file is named after what is in it. */
  static readonly code = workerUrl;
  readonly #worker: Worker;
  readonly #engine: Remote<Engine>;
  readonly #ending = new Ending();
  readonly #signal: AbortSignal;

  /** @param signal stops the worker when it is aborted */
  constructor(signal: AbortSignal) {
    this.#worker = new Worker(workerUrl, { type: 'module' });
    this.#engine = wrap<Engine>(this.#worker);
    this.#worker.onerror = ({ message }) =>
      this.#ending.come(new Error(message || 'The engine broke'));
    this.#signal = signal;
    signal.addEventListener('abort', this.stop);
  }

  /**
   * Starts the engine: its backend already while the model is being read.
   *
   * @returns milliseconds that the first picture took, warm-up included
   * @throws Error when the backend does not work here, and whatever the model was refused with
   */
  start(backend: Backend, model: Promise<ModelFiles>): Promise<number> {
    const prepared = this.#engine.prepare(backend);
    const loaded = model.then((files) => this.#engine.load(files));
    const started = Promise.all([loaded, prepared]).then(([warm]) => warm);
    return this.#within(START_DEADLINE, started);
  }

  /**
   * Compiles what batches need, where that is done at their first use.
   *
   * @param sizes of the batches, ascending from 1
   * @returns those that work, and answer soon enough
   * @throws Error when the engine fails over single pictures
   */
  warmUp(sizes: readonly number[]): Promise<readonly number[]> {
    return this.#within(START_DEADLINE, this.#engine.warmUp(sizes));
  }

  /**
   * @param sizes of batches that it was warmed up for
   * @param milliseconds how long that may take
   * @returns how fast batches of each size go
   * @throws Error when the engine fails over them
   */
  measure(sizes: readonly number[], milliseconds = CLASSIFY_DEADLINE): Promise<Speed[]> {
    return this.#within(milliseconds, this.#engine.measure(sizes));
  }

  /**
   * @param pictures at least one; their pixels are handed over to the worker
   * @throws Error when the engine fails over them, hangs or breaks; EngineReplacedError when it is stopped
   */
  classify(pictures: readonly Picture[]): Promise<Classified[]> {
    const buffers = pictures.map(({ pixels }) => pixels.buffer);
    const answers = this.#engine.classify(transfer(pictures, buffers));
    return this.#within(CLASSIFY_DEADLINE, answers);
  }

  /** Ends the worker, and with it all that it holds; whoever waits for it is told. */
  readonly stop = (): void => {
    this.#signal.removeEventListener('abort', this.stop);
    this.#worker.terminate();
    this.#ending.come(new EngineReplacedError('The engine was replaced'));
  };

  #within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
    return withDeadline(milliseconds, this.#ending.before(work));
  }
}
