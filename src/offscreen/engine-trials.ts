import type { Measured, RejectedBackend } from '../core/engine-status';
import { batchSizes, bestSpeed } from '../core/measurement';
import type { Backend } from '../core/settings';
import type { ModelFiles } from './engine/model-files';
import { EngineWorker, START_DEADLINE } from './engine-worker';

/** Milliseconds for a comparison of backends; once there is one to fall back on, what is not done by then is not used. */
const COMPARISON_DEADLINE = 6_000;

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
  async start(backend: Backend, milliseconds = START_DEADLINE): Promise<Tried | undefined> {
    const worker = this.#first ?? new EngineWorker(this.#signal);
    this.#first = undefined;
    try {
      return { backend, worker, warm: await worker.start(backend, this.#model, milliseconds) };
    } catch (error) {
      this.#reject(backend, worker, error as Error);
      return undefined;
    }
  }

  /**
   * @returns the figure of the batches that serve best, for one worker; nothing when the backend fails over them
   * @throws Error when the trials were ended
   */
  async measure(
    { backend, worker }: Tried,
    milliseconds = START_DEADLINE,
  ): Promise<Measured | undefined> {
    try {
      const speeds = await worker.measure(isOnGpu(backend) ? batchSizes : [1], milliseconds);
      return { backend, ...bestSpeed(speeds) };
    } catch (error) {
      this.#reject(backend, worker, error as Error);
      return undefined;
    }
  }

  /**
   * Tries backends one after another.
   *
   * @param workers how many would run where the processor computes
   * @returns the fastest, and the figures of all that work, fastest first; nothing when none works
   * @throws Error when the model is not whole, or the trials were ended
   */
  async compare(
    contenders: readonly Backend[],
    workers: number,
  ): Promise<{ readonly best: Tried; readonly measured: readonly Measured[] } | undefined> {
    const end = performance.now() + COMPARISON_DEADLINE;
    let best: (Tried & { readonly figure: Measured }) | undefined;
    const measured: Measured[] = [];
    for (const backend of contenders) {
      const left = () => (best ? Math.max(0, end - performance.now()) : START_DEADLINE);
      if (left() === 0) {
        this.rejected.push({ backend, why: 'Not tried: the others had taken too long' });
        continue;
      }
      const tried = await this.start(backend, left());
      const alone = tried && (await this.measure(tried, left()));
      if (!alone) continue;
      const share = isOnGpu(backend) ? 1 : workers;
      const figure = { ...alone, millisecondsPerPicture: alone.millisecondsPerPicture / share };
      measured.push(figure);
      if (best && best.figure.millisecondsPerPicture <= figure.millisecondsPerPicture) {
        tried.worker.stop();
      } else {
        best?.worker.stop();
        best = { ...tried, figure };
      }
    }
    measured.sort((a, b) => a.millisecondsPerPicture - b.millisecondsPerPicture);
    return best && { best, measured };
  }

  #reject(backend: Backend, worker: EngineWorker, error: Error): void {
    worker.stop();
    this.#signal.throwIfAborted();
    if (this.#modelTrouble) throw this.#modelTrouble;
    this.rejected.push({ backend, why: error.message });
  }
}
