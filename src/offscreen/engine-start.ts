import type { Measured, RejectedBackend } from '../core/engine-status';
import { batchSizes, bestSpeed, type Measurement } from '../core/measurement';
import { type Backend, type BackendChoice, backends } from '../core/settings';
import { workerCount } from '../core/worker-count';
import type { ModelFiles } from './engine/model-files';
import { type Survey, surveyMachine } from './engine-machine';
import { EngineTrials, isOnGpu, type Tried } from './engine-trials';
import { EngineWorker } from './engine-worker';

/** Milliseconds that pictures may wait for a measurement; it takes a third of a second. */
const ALONE = 3_000;

export interface EngineOrder {
  readonly choice: BackendChoice;
  /** How many workers the user wants, if any number. */
  readonly workers: number | undefined;
  /** What was found out earlier, be it about this machine or another. */
  readonly known: Measurement | undefined;
  /** Backends that have failed too often. */
  readonly unfit: readonly RejectedBackend[];
  readonly model: Promise<ModelFiles>;
  /** Ends the start, and the workers that come of it. */
  readonly signal: AbortSignal;
}

/** What is known of the backends while an engine runs. */
export interface Findings {
  readonly measured: readonly Measured[];
  readonly rejected: readonly RejectedBackend[];
}

/** A first worker, on a backend that works. */
export interface StartedEngine extends Tried {
  readonly batch: number;
  /** How many workers pay. */
  readonly most: number;
}

/** What came of the search for a faster engine. */
export interface Improvement extends Findings {
  /** Undefined where the first engine is the fastest. */
  readonly engine?: StartedEngine;
  /** What is worth remembering, where backends were compared. */
  readonly found?: Measurement;
}

/** Runs work while the engine's own workers, of which it is given one, are at no picture. */
export type Alone = <T>(work: (worker: EngineWorker) => Promise<T>) => Promise<T>;

/**
 * Starts an engine. WASM is soon ready and sure to work, so that it answers the first pictures; a graphics card,
 * whose programs take seconds to compile, takes over when it has shown that it is faster.
 */
export class EngineStart {
  readonly #order: EngineOrder;
  readonly #trials: EngineTrials;
  readonly #survey: Promise<Survey>;

  constructor(order: EngineOrder) {
    this.#order = order;
    this.#trials = new EngineTrials(order.model, order.signal);
    this.#survey = surveyMachine().then((survey) => ({
      ...survey,
      machine: { ...survey.machine, ...(order.workers ? { wished: order.workers } : {}) },
      unfit: [...survey.unfit.filter((one) => !includes(order.unfit, one.backend)), ...order.unfit],
    }));
    // Who waits for it is told; until then nobody does.
    this.#survey.catch(() => undefined);
  }

  /**
   * Starts the backend that was chosen, or else the one that is the soonest ready.
   *
   * @throws Error when the model is not whole, or no backend works
   */
  async first(): Promise<StartedEngine & Findings> {
    for await (const backend of this.#candidates()) {
      const tried = await this.#trials.start(backend);
      if (!tried) continue;
      const known = await this.#known();
      const figure = isOnGpu(backend) ? await this.#figureOf(tried, known) : undefined;
      if (isOnGpu(backend) && !figure) continue;
      const isChosen = this.#order.choice !== 'auto';
      const measured = isChosen ? figure && [figure] : known?.measured;
      return { ...(await this.#engine(tried, figure)), ...(await this.#findings(measured, known)) };
    }
    const reasons = this.#trials.rejected
      .map(({ backend, why }) => `${backend}: ${why}`)
      .join('; ');
    throw new Error(`No way to compute works here (${reasons})`);
  }

  /**
   * Looks for a faster engine than the first: by what was measured on this machine, or else by measuring.
   *
   * @param first the engine that runs
   * @returns undefined where there is nothing to look for
   * @throws Error when the start was ended, or the first engine is lost or cannot be measured
   */
  async better(first: Backend, alone: Alone): Promise<Improvement | undefined> {
    const { unfit } = await this.#survey;
    const rivals = backends.filter((backend) => isOnGpu(backend) && !includes(unfit, backend));
    if (this.#order.choice !== 'auto' || first !== 'wasm' || rivals.length === 0) return undefined;
    const known = await this.#known();
    return known ? this.#remembered(known, rivals) : this.#compared(rivals, alone);
  }

  /** What may be the first engine, from the best. WASM does not wait until the machine has been looked at. */
  async *#candidates(): AsyncIterable<Backend> {
    const { choice } = this.#order;
    const isWasm = choice === 'auto' || choice === 'wasm' || includes(this.#order.unfit, choice);
    const first: Backend[] = isWasm ? ['wasm'] : [choice, 'wasm'];
    // While Chromium still looks at the graphics card, a worker that asks first is told that there is no fast one.
    if (choice !== 'auto' && isOnGpu(choice)) await this.#survey;
    yield* first;
    const { unfit } = await this.#survey;
    yield* backends.filter((backend) => !first.includes(backend) && !includes(unfit, backend));
  }

  /** The fastest of the graphics card's backends that were found to be faster than WASM, if it still works. */
  async #remembered(
    known: Measurement,
    rivals: readonly Backend[],
  ): Promise<Improvement | undefined> {
    const { measured } = known;
    const own = measured.find(({ backend }) => backend === 'wasm');
    const least = own?.millisecondsPerPicture ?? Number.POSITIVE_INFINITY;
    const faster = measured.filter(
      ({ backend, millisecondsPerPicture }) =>
        rivals.includes(backend) && millisecondsPerPicture < least,
    );
    for (const { backend } of faster) {
      const tried = await this.#trials.start(backend);
      const figure = tried && (await this.#figureOf(tried, known));
      if (!figure) continue;
      const engine = await this.#engine(tried, figure);
      return { engine, ...(await this.#findings(measured, known)) };
    }
    // One that fails now may work again the next time: what was measured is still true.
    return faster.length > 0 ? this.#findings(measured, known) : undefined;
  }

  async #compared(rivals: readonly Backend[], alone: Alone): Promise<Improvement> {
    let own: Measured | undefined;
    let best: { readonly tried: Tried; readonly figure: Measured } | undefined;
    const measured: Measured[] = [];
    const drop = (tried: Tried | undefined) => tried?.worker.stop();
    for (const backend of rivals) {
      const tried = await this.#trials.start(backend);
      const sizes = tried && (await this.#trials.warmUp(tried, batchSizes));
      if (!sizes) continue;
      try {
        // Not before a rival is ready: the first pictures come first.
        own ??= await this.#ownFigure(alone);
        const figure = await alone(() => this.#trials.measure(tried, sizes, ALONE));
        if (!figure) continue;
        measured.push(figure);
        const isBest = figure.millisecondsPerPicture < (best?.figure ?? own).millisecondsPerPicture;
        drop(isBest ? best?.tried : tried);
        if (isBest) best = { tried, figure };
      } catch (error) {
        for (const each of [tried, best?.tried]) drop(each);
        throw error;
      }
    }
    measured.push(own ?? (await this.#ownFigure(alone)));
    measured.sort((a, b) => a.millisecondsPerPicture - b.millisecondsPerPicture);
    const findings = await this.#findings(measured);
    // What failed over pictures today may serve another day.
    const isWhole = this.#order.unfit.length === 0;
    const found = isWhole ? { found: { machine: await this.#here(), ...findings } } : {};
    if (!best) return { ...findings, ...found };
    return { ...findings, ...found, engine: await this.#engine(best.tried, best.figure) };
  }

  /** What the engine that runs can do with all its workers, each taken to be worth as much as one alone. */
  async #ownFigure(alone: Alone): Promise<Measured> {
    const { machine } = await this.#survey;
    const { batch, millisecondsPerPicture } = bestSpeed(
      await alone((worker) => worker.measure([1], ALONE)),
    );
    const share = millisecondsPerPicture / workerCount(machine);
    return { backend: 'wasm', batch, millisecondsPerPicture: share };
  }

  /**
   * What a backend of the graphics card is good for, once all that it needs for that is compiled: as it is known, or
   * else as it is measured.
   *
   * @returns undefined when it fails over that
   */
  async #figureOf(tried: Tried, known: Measurement | undefined): Promise<Measured | undefined> {
    const figure = known?.measured.find(({ backend }) => backend === tried.backend);
    const wanted = figure ? batchSizes.filter((size) => size <= figure.batch) : batchSizes;
    const sizes = await this.#trials.warmUp(tried, wanted);
    if (!sizes) return undefined;
    // Today it may hold no batch of the size that was best.
    if (figure) return { ...figure, batch: Math.min(figure.batch, sizes.at(-1) ?? 1) };
    return this.#trials.measure(tried, sizes);
  }

  async #engine(tried: Tried, figure: Measured | undefined): Promise<StartedEngine> {
    const { machine } = await this.#survey;
    const most = isOnGpu(tried.backend) ? 1 : workerCount(machine);
    return { ...tried, most, batch: figure?.batch ?? 1 };
  }

  async #findings(measured: readonly Measured[] = [], known?: Measurement): Promise<Findings> {
    const { unfit } = await this.#survey;
    const { choice } = this.#order;
    const earlier = choice === 'auto' ? (known?.rejected ?? unfit) : unfit;
    const now = [...this.#trials.rejected, ...this.#order.unfit];
    const rest = earlier.filter(({ backend }) => backend !== choice && !includes(now, backend));
    return { measured, rejected: [...now, ...rest] };
  }

  /** What was found out earlier, where that was on this machine. */
  async #known(): Promise<Measurement | undefined> {
    const { known } = this.#order;
    return known && known.machine === (await this.#here()) ? known : undefined;
  }

  async #here(): Promise<string> {
    const { description } = await this.#survey;
    const { workers } = this.#order;
    // What the processor is worth depends on how many work.
    const wished = workers === undefined ? [] : [`${workers} workers`];
    const { card } = await this.#order.model;
    return [description, ...wished, card.id, EngineWorker.code].join('; ');
  }
}

const includes = (rejected: readonly RejectedBackend[], backend: Backend): boolean =>
  rejected.some((one) => one.backend === backend);
