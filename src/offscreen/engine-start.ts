import type { Measured, RejectedBackend } from '../core/engine-status';
import type { Measurement } from '../core/measurement';
import { type Backend, type BackendChoice, backends } from '../core/settings';
import { workerCount } from '../core/worker-count';
import type { ModelFiles } from './engine/model-files';
import { surveyMachine } from './engine-machine';
import { EngineTrials, isOnGpu, type Tried } from './engine-trials';
import { EngineWorker } from './engine-worker';

export interface EngineOrder {
  readonly choice: BackendChoice;
  /** What was found out earlier, be it about this machine or another. */
  readonly known: Measurement | undefined;
  readonly model: Promise<ModelFiles>;
  /** Ends the start, and the worker that comes of it. */
  readonly signal: AbortSignal;
}

/** A first worker on the backend that serves best. */
export interface StartedEngine extends Tried {
  readonly batch: number;
  readonly measured: readonly Measured[];
  readonly rejected: readonly RejectedBackend[];
  /** How many workers pay. */
  readonly most: number;
  /** What is worth remembering, where backends were compared. */
  readonly found?: Measurement;
}

/**
 * Starts an engine: on the backend that was chosen, or else on the fastest of those that make sense here and answer
 * rightly. Which that is must be measured only where there are several, and only once.
 *
 * @throws Error when the model is not whole, or no backend works
 */
export async function startEngine({
  choice,
  known,
  model,
  signal,
}: EngineOrder): Promise<StartedEngine> {
  const trials = new EngineTrials(model, signal);
  const { machine, description, unfit } = await surveyMachine();
  const workers = workerCount(machine);
  const started = (tried: Tried, measured: readonly Measured[]): StartedEngine => ({
    ...tried,
    measured,
    batch: measured.find(({ backend }) => backend === tried.backend)?.batch ?? 1,
    most: isOnGpu(tried.backend) ? 1 : workers,
    rejected: [...trials.rejected, ...unfit.filter(({ backend }) => backend !== choice)],
  });
  const isUntried = (backend: Backend) => trials.rejected.every((one) => one.backend !== backend);

  const fit = backends.filter((backend) => unfit.every((one) => one.backend !== backend));
  // Plain JavaScript is for where nothing else works. WASM comes first, for it is soon ready and sure to work.
  const contenders = fit.filter((backend) => backend !== 'cpu').reverse();
  // A start that has nothing to compare does not wait for the model with this.
  const here = async () => [description, (await model).card.id, EngineWorker.code].join('; ');
  const still = known && known.machine === (await here()) ? known : undefined;
  if (choice === 'auto' && still) {
    // One that fails now may work again the next time: what was measured is still true.
    for (const { backend } of still.measured) {
      const tried = await trials.start(backend);
      const rejected = [...trials.rejected, ...still.rejected];
      if (tried) return { ...started(tried, still.measured), rejected };
    }
  }
  if (choice === 'auto' && contenders.length > 1 && !still) {
    const compared = await trials.compare(contenders.filter(isUntried), workers);
    if (compared) {
      const { best, measured } = compared;
      const first = started(best, measured);
      return { ...first, found: { machine: await here(), measured, rejected: first.rejected } };
    }
  }

  const order = choice === 'auto' ? fit : [choice, ...fit.filter((one) => one !== choice)];
  for (const backend of order.filter(isUntried)) {
    const tried = await trials.start(backend);
    const earlier = still?.measured.find((one) => one.backend === backend);
    const figure = earlier ?? (tried && isOnGpu(backend) ? await trials.measure(tried) : undefined);
    if (tried && isUntried(backend)) return started(tried, figure ? [figure] : []);
  }
  const reasons = trials.rejected.map(({ backend, why }) => `${backend}: ${why}`).join('; ');
  throw new Error(`No way to compute works here (${reasons})`);
}
