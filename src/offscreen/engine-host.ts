import type { EngineStatus } from '../core/engine-status';
import type { BackendChoice } from '../core/settings';
import type { Classified, EngineReady } from './engine/engine';
import { EngineReplacedError, EngineWorker } from './engine-worker';

/** How long a failed start stands, in milliseconds, before the next picture tries anew. */
const FAILURE_STANDS = 10_000;

/** How many of the latest inference times the median is taken over. */
const REMEMBERED_TIMES = 25;

type Status = Exclude<EngineStatus, { state: 'ready' }> | EngineReady;

/** The engine did not start; asking again at once will not help. */
export class EngineUnavailableError extends Error {
  override name = 'EngineUnavailableError';
}

/** Owns the engine's worker: starts it once, keeps it, and replaces it when it hangs, breaks or is to run elsewhere. */
export class EngineHost {
  readonly #modelFolder: string;
  readonly #onChange: () => void;
  #choice: BackendChoice = 'auto';
  #worker: EngineWorker | undefined;
  #ready: Promise<EngineReady> | undefined;
  #status: Status = { state: 'asleep' };
  #times: number[] = [];
  #tensors = 0;

  /**
   * @param modelFolder address of the model's folder, with a slash at its end
   * @param onChange called when the status may have changed
   */
  constructor(modelFolder: string, onChange: () => void) {
    this.#modelFolder = modelFolder;
    this.#onChange = onChange;
  }

  /** @param waiting how many pictures wait for the engine */
  status(waiting: number): EngineStatus {
    const status = this.#status;
    if (!('backend' in status)) return status;
    return {
      state: 'ready',
      backend: status.backend,
      rejected: status.rejected,
      model: status.modelName,
      millisecondsPerPicture: median(this.#times) ?? status.warm,
      tensors: this.#tensors,
      waiting,
    };
  }

  /** What the engine is to run on; one that was told otherwise makes way when it is needed next. */
  choose(choice: BackendChoice): void {
    if (choice === this.#choice) return;
    this.#choice = choice;
    this.#stop(this.#worker);
  }

  /**
   * Starts the engine unless it runs.
   *
   * @throws EngineUnavailableError or EngineReplacedError
   */
  ready(): Promise<EngineReady> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  /**
   * @param pixels RGBA of the model's input size; handed over to the worker
   * @param softening as the engine's
   * @throws EngineUnavailableError, EngineReplacedError, or Error when the engine failed over this picture; it
   *   is then started anew
   */
  async classify(pixels: Uint8ClampedArray<ArrayBuffer>, softening: number): Promise<Classified> {
    await this.ready();
    const worker = this.#worker;
    if (!worker) throw new EngineReplacedError('The engine was replaced');
    try {
      const classified = await worker.classify(pixels, softening);
      this.#times = [...this.#times, classified.milliseconds].slice(-REMEMBERED_TIMES);
      this.#tensors = classified.tensors;
      return classified;
    } catch (error) {
      this.#stop(worker);
      throw error;
    }
  }

  async #start(): Promise<EngineReady> {
    let worker: EngineWorker | undefined;
    this.#times = [];
    this.#become({ state: 'loading' });
    try {
      worker = new EngineWorker(this.#modelFolder, this.#choice);
      this.#worker = worker;
      const ready = await worker.ready;
      this.#become(ready);
      return ready;
    } catch (error) {
      // Replaced by another while it started: no failure, and no news.
      if (this.#worker !== worker) throw error;
      const why = (error as Error).message;
      this.#become({ state: 'failed', why });
      // Stands for a while, so that a page full of pictures does not start it once for each.
      setTimeout(() => this.#stop(worker), FAILURE_STANDS);
      throw new EngineUnavailableError(why, { cause: error });
    }
  }

  #stop(worker: EngineWorker | undefined): void {
    worker?.stop();
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#ready = undefined;
    // Why it could not start stays to be read until it starts again.
    if (!('state' in this.#status && this.#status.state === 'failed'))
      this.#become({ state: 'asleep' });
  }

  #become(status: Status): void {
    this.#status = status;
    this.#onChange();
  }
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
