import type { Measured, RejectedBackend } from '../../core/engine-status';
import type { Speed } from '../../core/measurement';
import { median } from '../../core/median';
import type { Backend } from '../../core/settings';
import { Classifier, type Picture } from './classifier';
import { startFixedPoint } from './fixed-point/fixed-point-runtime';
import type { ModelFiles } from './model-files';
import { INPUT_SIZE } from './network';
import type { Runtime } from './runtime';

export type { Picture } from './classifier';

/** What is said of an engine that can answer. */
export interface EngineReady {
  readonly backend: Backend;
  /** How many pictures go through it at once at most. */
  readonly batch: number;
  /** What the backends were measured to do here; empty where there is no choice, and before it is known. */
  readonly measured: readonly Measured[];
  readonly rejected: readonly RejectedBackend[];
  readonly modelId: string;
  readonly modelName: string;
  readonly inputSize: number;
  /** Names of the classes, in the order of the probabilities. */
  readonly labels: readonly string[];
  /** As in the model's calibration. */
  readonly fullDetail: number;
  readonly photographsOnly: boolean;
  /** Milliseconds that the first picture took, warm-up included. */
  readonly warm: number;
}

/** What the engine made of a picture. */
export interface Classified {
  /** One for each class, 0..1. */
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** The picture's share of the time that its batch took. */
  readonly milliseconds: number;
  /** How many tensors are held after it. */
  readonly tensors: number;
}

/** Milliseconds that the measuring of a backend may take. */
const BUDGET = 300;

/** Milliseconds that a batch may take. */
const LONGEST_BATCH = 400;

/** Batches of a size until its speed is steady: drivers go on compiling after the first. */
const WARM_UPS = 4;

/** The model on one backend. */
export class Engine {
  #starting: Promise<Runtime> | undefined;
  /** Whether it is to compute in fixed point. */
  #isFixedPoint = false;
  #runtime: Runtime | undefined;
  #classifier: Classifier | undefined;

  /**
   * Starts the backend, for which the model need not be there yet.
   *
   * @throws Error when it does not start here
   */
  async prepare(backend: Backend): Promise<void> {
    this.#starting = backend === 'wasm' ? this.#startOnProcessor() : startTensorFlow(backend);
    await this.#starting;
  }

  /**
   * Loads the model on the backend that was prepared, and holds it to its known answer.
   *
   * @returns milliseconds that the first picture took, warm-up included
   * @throws Error when the backend does not start, or answers wrongly
   */
  async load(files: ModelFiles): Promise<number> {
    const runtime = await this.#starting;
    try {
      return await this.#use(runtime, files);
    } catch (error) {
      if (!this.#isFixedPoint) throw error;
      return this.#use(await this.#startInstead(error), files);
    }
  }

  async #startOnProcessor(): Promise<Runtime> {
    this.#isFixedPoint = true;
    return startFixedPoint().catch((error) => this.#startInstead(error));
  }

  /** TensorFlow.js takes models of all kinds, and processors without the instructions of fixed point. */
  #startInstead(reason: unknown): Promise<Runtime> {
    this.#isFixedPoint = false;
    console.info('TensorFlow.js computes in place of fixed point', reason);
    return startTensorFlow('wasm');
  }

  async #use(runtime: Runtime | undefined, files: ModelFiles): Promise<number> {
    if (!runtime) throw new Error('The engine was not prepared');
    this.#runtime = runtime;
    const classifier = await Classifier.load(files, runtime.load);
    const begin = performance.now();
    await this.#onCard(classifier.check(1));
    this.#classifier = classifier;
    return performance.now() - begin;
  }

  /**
   * Compiles what batches need, and holds them to the known answer.
   *
   * @param sizes of the batches, ascending from 1
   * @returns those that are answered rightly, and soon enough that nobody waits long for a batch
   * @throws Error when the engine has not started, or fails over the first size
   */
  async warmUp(sizes: readonly number[]): Promise<number[]> {
    const working: number[] = [];
    let single = 0;
    for (const batch of sizes) {
      if (batch * single > LONGEST_BATCH) break;
      try {
        await this.#onCard(this.#running.check(batch));
        let last = 0;
        for (let run = 0; run < WARM_UPS; run++) last = await this.#time(batch);
        single = last / batch;
      } catch (error) {
        // A larger batch may be more than a graphics card holds.
        if (working.length === 0) throw error;
        break;
      }
      working.push(batch);
    }
    return working;
  }

  /**
   * Measures how fast batches go.
   *
   * @param sizes of batches that it was warmed up for
   * @returns the median speed of each
   * @throws Error when the engine has not started, or its backend fails
   */
  async measure(sizes: readonly number[]): Promise<Speed[]> {
    const speeds: Speed[] = [];
    for (const batch of sizes) {
      const end = performance.now() + BUDGET / sizes.length;
      const times = [await this.#time(batch)];
      while (performance.now() < end) times.push(await this.#time(batch));
      speeds.push({ batch, millisecondsPerPicture: (median(times) as number) / batch });
    }
    return speeds;
  }

  /**
   * @param pictures at least one; they go through the network as one batch
   * @returns what each of them is
   * @throws Error when the engine has not started, or its backend or the graphics card fails
   */
  async classify(pictures: readonly Picture[]): Promise<Classified[]> {
    const begin = performance.now();
    const answers = await this.#onCard(this.#running.classify(pictures));
    const milliseconds = (performance.now() - begin) / pictures.length;
    const { tensors } = this.#running;
    return answers.map((probabilities) => ({ probabilities, milliseconds, tensors }));
  }

  /** Milliseconds of a batch. */
  async #time(batch: number): Promise<number> {
    const pictures = Array<Picture>(batch).fill({ pixels: emptyPixels(), softening: 1 });
    const begin = performance.now();
    await this.classify(pictures);
    return performance.now() - begin;
  }

  /** @throws CardError when the graphics card fails over the work */
  async #onCard<T>(work: Promise<T>): Promise<T> {
    const card = this.#runtime?.card;
    if (!card) return work;
    const result = await card.loss.before(work);
    card.check();
    return result;
  }

  get #running(): Classifier {
    if (!this.#classifier) throw new Error('The engine has not started');
    return this.#classifier;
  }
}

/** TensorFlow.js is loaded only where it is used. */
const startTensorFlow = async (backend: Backend): Promise<Runtime> =>
  (await import('./tensorflow-runtime')).startTensorFlow(backend);

const emptyPixels = () => new Uint8ClampedArray(INPUT_SIZE * INPUT_SIZE * 4);
