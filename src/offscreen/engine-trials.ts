import type { Measured, RejectedBackend } from '../core/engine-status';
import { bestSpeed } from '../core/measurement';
import type { Backend } from '../core/settings';
import type { ModelFiles } from './engine/model-files';
import { EngineWorker } from './engine-worker';

/** A worker whose engine has started and given its known answer. */
export interface Tried {
  readonly backend: Backend;
  readonly worker: EngineWorker;
  /** Milliseconds that the first picture took, warm-up included. */
  readonly warm: number;
}

/** Whether a backend computes on the graphics card: one worker has it, and takes pictures in batches. */
export const isOnGpu = (backend: Backend): boolean => backend === 'webgl' || backend === 'webgpu';

/** Tries backends, each in a worker of its own: when that ends, all that the backend held is gone. */
export class EngineTrials {
  /** The backends that did not work, with the reason. */
  readonly rejected: RejectedBackend[] = [];
  readonly #model: Promise<ModelFiles>;
  readonly #signal: AbortSignal;
  /** Its script loads while it is not known yet what it is to be tried with. */
  #first: EngineWorker | undefined;
  #modelTrouble: Error | undefined;

  /** @param signal ends the trials, and the workers that came of them */
  constructor(model: Promise<ModelFiles>, signal: AbortSignal) {
    this.#model = model;
    this.#signal = signal;
    this.#first = new EngineWorker(signal);
    model.catch((error) => {
      this.#modelTrouble = error;
    });
  }

  /**
   * @returns nothing when the backend does not work
   * @throws Error when the model is not whole, or the trials were ended
   */
  async start(backend: Backend): Promise<Tried | undefined> {
    const worker = this.#first ?? new EngineWorker(this.#signal);
    this.#first = undefined;
    const warm = await this.#try({ backend, worker }, worker.start(backend, this.#model));
    return warm === undefined ? undefined : { backend, worker, warm };
  }

  /**
   * Has a backend compile all that it needs for batches.
   *
   * @param sizes of the batches, ascending from 1
   * @returns those that work, and answer soon enough; nothing when none does
   * @throws Error when the trials were ended
   */
  warmUp(tried: Tried, sizes: readonly number[]): Promise<readonly number[] | undefined> {
    return this.#try(tried, tried.worker.warmUp(sizes));
  }

  /**
   * @param sizes of batches that it was warmed up for
   * @param milliseconds how long that may take
   * @returns the figure of the batches that serve best, for one worker; nothing when the backend fails over them
   * @throws Error when the trials were ended
   */
  async measure(
    tried: Tried,
    sizes: readonly number[],
    milliseconds?: number,
  ): Promise<Measured | undefined> {
    const speeds = await this.#try(tried, tried.worker.measure(sizes, milliseconds));
    return speeds && { backend: tried.backend, ...bestSpeed(speeds) };
  }

  async #try<T>(
    { backend, worker }: Pick<Tried, 'backend' | 'worker'>,
    work: Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      worker.stop();
      this.#signal.throwIfAborted();
      if (this.#modelTrouble) throw this.#modelTrouble;
      this.rejected.push({ backend, why: (error as Error).message });
      return undefined;
    }
  }
}
