import { type Remote, transfer, wrap } from 'comlink';
import type { EngineStatus } from '../core/engine-status';
import type { BackendChoice } from '../core/settings';
import { withDeadline } from '../messaging/deadline';
import type { Classified, Engine, EngineReady } from './engine/engine';

/** Milliseconds for the engine to start: every backend may use up its own deadline first. */
const START_DEADLINE = 100_000;

/** Milliseconds for one picture; plain JavaScript on a slow machine takes two seconds. */
const CLASSIFY_DEADLINE = 20_000;

/** How long a failed start stands, in milliseconds, before the next picture tries anew. */
const FAILURE_STANDS = 10_000;

/** How many of the latest inference times the median is taken over. */
const REMEMBERED_TIMES = 25;

interface Running {
  readonly worker: Worker;
  readonly engine: Remote<Engine>;
  readonly choice: BackendChoice;
  readonly ready: Promise<EngineReady>;
}

/** The engine did not start; asking again at once will not help. */
export class EngineUnavailableError extends Error {
  override name = 'EngineUnavailableError';
}

/** Owns the worker in which the engine runs: starts it once, keeps it, and replaces it when it hangs or dies. */
export class EngineHost {
  readonly #modelFolder: string;
  readonly #onChange: () => void;
  #running: Running | undefined;
  #status: Exclude<EngineStatus, { state: 'ready' }> | EngineReady = { state: 'asleep' };
  #times: number[] = [];
  #tensors = 0;

  /**
   * @param modelFolder address of the model's folder, with a slash at its end: a worker cannot ask for it
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

  /**
   * Starts the engine if it is not running yet, or runs with another choice of backend.
   *
   * @throws EngineUnavailableError
   */
  ready(choice: BackendChoice): Promise<EngineReady> {
    if (this.#running?.choice !== choice) this.#start(choice);
    return (this.#running as Running).ready;
  }

  /**
   * @param pixels RGBA of the model's input size; handed over to the worker
   * @throws EngineUnavailableError, or Error when the engine failed over this picture; it is then started anew
   */
  async classify(
    pixels: Uint8ClampedArray<ArrayBuffer>,
    choice: BackendChoice,
  ): Promise<Classified & EngineReady> {
    const ready = await this.ready(choice);
    const running = this.#running as Running;
    try {
      const classified = await withDeadline(
        CLASSIFY_DEADLINE,
        running.engine.classify(transfer(pixels, [pixels.buffer])),
      );
      this.#times = [...this.#times, classified.milliseconds].slice(-REMEMBERED_TIMES);
      this.#tensors = classified.tensors;
      return { ...ready, ...classified };
    } catch (error) {
      this.#stop(running);
      throw error;
    }
  }

  #start(choice: BackendChoice): void {
    this.#stop(this.#running);
    const worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' });
    const engine = wrap<Engine>(worker);
    const died = new Promise<never>((_, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || 'The engine did not load'));
    });
    const starting = Promise.race([engine.start(this.#modelFolder, choice), died]);
    const ready = withDeadline(START_DEADLINE, starting).then(
      (answer) => {
        this.#become(answer);
        return answer;
      },
      (error) => {
        const why = (error as Error).message;
        this.#become({ state: 'failed', why });
        // Kept for a while, so that a page full of pictures does not start it once for each.
        setTimeout(() => this.#stop(running), FAILURE_STANDS);
        throw new EngineUnavailableError(why, { cause: error });
      },
    );
    const running: Running = { worker, engine, choice, ready };
    this.#running = running;
    this.#times = [];
    this.#become({ state: 'loading' });
  }

  #stop(running: Running | undefined): void {
    if (!running) return;
    running.worker.terminate();
    if (this.#running === running) this.#running = undefined;
  }

  #become(status: Exclude<EngineStatus, { state: 'ready' }> | EngineReady): void {
    this.#status = status;
    this.#onChange();
  }
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
