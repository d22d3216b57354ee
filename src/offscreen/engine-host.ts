import type { EngineEvent } from '../core/engine-event';
import type { EngineStatus } from '../core/engine-status';
import { batchSizes, type Measurement } from '../core/measurement';
import { median } from '../core/median';
import type { BackendChoice } from '../core/settings';
import type { EngineWishes } from '../messaging/protocol';
import type { Classified, EngineReady } from './engine/engine';
import { EngineFaults } from './engine-faults';
import { EngineModel } from './engine-model';
import { EnginePool } from './engine-pool';
import { EngineStart, type StartedEngine } from './engine-start';
import { isOnGpu } from './engine-trials';
import { EngineUnavailableError } from './engine-unavailable-error';
import { EngineReplacedError, EngineWorker } from './engine-worker';

/** How many of the latest inference times the median is taken over. */
const REMEMBERED_TIMES = 25;

/** How many pictures are worth having in hand before it is known how many the engine takes. */
const FIRST_LANES = 2;

type Status = Exclude<EngineStatus, { state: 'ready' }> | EngineReady;

export interface EngineHostOptions {
  /** Address of the model's folder, with a slash at its end. */
  readonly modelFolder: string;
  /** Called when the status, or the number of lanes, may have changed. */
  readonly onChange: () => void;
  /** Called with what was found out about this machine, for the next start to know. */
  readonly onMeasured: (measurement: Measurement) => void;
  /** Called with what people may want to know of, and the reason. */
  readonly onEvent: (what: EngineEvent, why: string) => void;
}

/** An engine from its start until it is replaced. */
interface Life {
  /** Ends it, with all its workers. */
  readonly controller: AbortController;
  readonly ready: Promise<EngineReady>;
  /** Its workers, once the first has started. */
  pool?: EnginePool;
}

/** Owns the engine: starts it once, keeps it, and replaces it when it hangs, breaks or is to run elsewhere. */
export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #model: EngineModel;
  readonly #faults = new EngineFaults();
  #resting: EngineUnavailableError | undefined;
  #choice: BackendChoice = 'auto';
  #workers: number | undefined;
  #known: Measurement | undefined;
  #life: Life | undefined;
  #status: Status = { state: 'asleep' };
  #lanes = FIRST_LANES;
  #times: number[] = [];
  #tensors = 0;

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#model = new EngineModel(options.modelFolder);
  }

  /** How many pictures are worth having in hand at once: those that the engine is at, and the next ones. */
  get lanes(): number {
    return this.#lanes;
  }

  /** @param waiting how many pictures wait for the engine */
  status(waiting: number): EngineStatus {
    const status = this.#status;
    if (!('backend' in status)) return status;
    return {
      state: 'ready',
      backend: status.backend,
      workers: this.#life?.pool?.size ?? 0,
      batch: status.batch,
      measured: status.measured,
      rejected: status.rejected,
      model: status.modelName,
      millisecondsPerPicture: median(this.#times) ?? status.warm,
      tensors: this.#tensors,
      waiting,
    };
  }

  /** How the engine is to be run; one that was told otherwise makes way when it is needed next. */
  wish({ choice, workers, known }: Omit<EngineWishes, 'idleMinutes'>): void {
    if (known) this.#known = known;
    if (choice === this.#choice && workers === this.#workers) return;
    this.#choice = choice;
    this.#workers = workers;
    this.#resting = undefined;
    this.#end(this.#life);
  }

  /**
   * Starts the engine though it may be resting: somebody wants it tried at once.
   *
   * @throws EngineUnavailableError or EngineReplacedError
   */
  wake(): Promise<EngineReady> {
    this.#resting = undefined;
    return this.ready();
  }

  /**
   * Starts the engine unless it runs.
   *
   * @throws EngineUnavailableError or EngineReplacedError
   */
  async ready(): Promise<EngineReady> {
    return this.#living().ready;
  }

  /**
   * @param pixels RGBA of the model's input size; handed over to a worker
   * @param softening as the engine's
   * @throws EngineUnavailableError, EngineReplacedError, or Error when the engine failed over this picture; the
   *   worker that it failed in is then gone, and with the last one the engine is started anew
   */
  async classify(pixels: Uint8ClampedArray<ArrayBuffer>, softening: number): Promise<Classified> {
    const life = this.#living();
    await life.ready;
    const { pool } = life;
    if (!pool) throw new EngineReplacedError('The engine was replaced');
    try {
      const classified = await pool.classify({ pixels, softening });
      this.#faults.over();
      if (life.pool === pool) {
        this.#times = [...this.#times, classified.milliseconds].slice(-REMEMBERED_TIMES);
        this.#tensors = classified.tensors;
      }
      return classified;
    } catch (error) {
      // A pool that another has replaced ends by itself; and all who waited for one that broke are told.
      if (pool.size === 0 && life.pool === pool && this.#life === life) this.#broke(life, error);
      throw error;
    }
  }

  /** Why it takes no pictures at present, if it does not. */
  get resting(): EngineUnavailableError | undefined {
    if (this.#resting?.isOver) this.#resting = undefined;
    return this.#resting;
  }

  /** @throws EngineUnavailableError while it rests */
  #living(): Life {
    if (this.resting) throw this.resting;
    if (!this.#life) {
      this.#times = [];
      this.#become({ state: 'loading' });
      const life: Life = {
        controller: new AbortController(),
        ready: Promise.resolve().then(() => this.#start(life)),
      };
      this.#life = life;
    }
    return this.#life;
  }

  async #start(life: Life): Promise<EngineReady> {
    const { signal } = life.controller;
    try {
      const model = this.#model.read();
      const start = new EngineStart({
        choice: this.#choice,
        workers: this.#workers,
        known: this.#known,
        unfit: this.#faults.unfit,
        model,
        signal,
      });
      const engine = await start.first();
      const { card, calibration, labels } = await model;
      signal.throwIfAborted();
      life.pool = this.#poolOf(engine, signal);
      const { backend, batch, measured, rejected, warm } = engine;
      const ready: EngineReady = {
        ...{ backend, batch, measured, rejected, warm },
        ...{ modelId: card.id, modelName: card.name, inputSize: card.inputSize, labels },
        fullDetail: calibration.fullDetail,
        photographsOnly: calibration.photographsOnly,
      };
      void this.#improve(life, life.pool, ready, start);
      this.#become(ready);
      return ready;
    } catch (error) {
      // Replaced by another while it started: no failure, and no news.
      if (this.#life !== life) throw error;
      this.#options.onEvent('engine-failed', (error as Error).message);
      throw this.#rest(life, this.#faults.failed(), error);
    }
  }

  /** The last worker failed over a picture, for the reason that the error says. */
  #broke(life: Life, error: unknown): void {
    const { message } = error as Error;
    const backend = 'backend' in this.#status ? this.#status.backend : 'wasm';
    this.#options.onEvent('engine-lost', message);
    const { rest, isUnfit } = this.#faults.broke(backend, message);
    if (isUnfit) this.#options.onEvent('card-left', message);
    if (rest > 0) {
      this.#options.onEvent('engine-paused', message);
      this.#rest(life, rest, error);
    } else {
      this.#end(life);
    }
  }

  /** So that a page full of pictures does not start once for each what does not work. */
  #rest(life: Life, milliseconds: number, error: unknown): EngineUnavailableError {
    const why = (error as Error).message;
    this.#resting = new EngineUnavailableError(why, milliseconds, error);
    this.#become({ state: 'failed', why, until: Date.now() + milliseconds });
    this.#end(life);
    return this.#resting;
  }

  /** Has a faster engine take over, if there is one; pictures that the first has taken are not asked again. */
  async #improve(
    life: Life,
    first: EnginePool,
    ready: EngineReady,
    start: EngineStart,
  ): Promise<void> {
    try {
      const better = await start.better(ready.backend, (work) => first.alone(work));
      if (!better || this.#life !== life) return;
      const { engine, found, measured, rejected } = better;
      if (found) {
        this.#known = found;
        this.#options.onMeasured(found);
      }
      if (engine) {
        life.pool = this.#poolOf(engine, life.controller.signal);
        first.retire();
        this.#times = [];
      }
      const { backend, batch, warm } = engine ?? ready;
      this.#become({ ...ready, backend, batch, warm, measured, rejected });
    } catch (error) {
      // The first engine goes on; the next start looks again.
      if (this.#life === life) console.error('No faster engine was found', error);
    }
  }

  #poolOf({ worker, backend, batch, most }: StartedEngine, signal: AbortSignal): EnginePool {
    const onGpu = isOnGpu(backend);
    // One is decoded while the engine is at work on the others.
    this.#lanes = onGpu ? 2 * batch : most + 1;
    return new EnginePool(worker, {
      most,
      sizes: batchSizes.filter((size) => size <= batch),
      recruit: async () => {
        const another = new EngineWorker(signal);
        try {
          await another.start(backend, this.#model.read());
          return another;
        } catch (error) {
          another.stop();
          throw error;
        }
      },
      onChange: this.#options.onChange,
    });
  }

  #end(life: Life | undefined): void {
    life?.controller.abort(new EngineReplacedError('The engine was replaced'));
    if (this.#life !== life) return;
    this.#life = undefined;
    // Why it could not start stays to be read until it starts again.
    if (!('state' in this.#status && this.#status.state === 'failed'))
      this.#become({ state: 'asleep' });
  }

  #become(status: Status): void {
    this.#status = status;
    this.#options.onChange();
  }
}
