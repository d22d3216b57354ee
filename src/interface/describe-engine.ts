import type { EngineStatus } from '../core/engine-status';
import type { Backend, BackendChoice } from '../core/settings';
import { text } from './text';
import { writeClock, writeCount, writeMilliseconds } from './write';

/** How the engine is as far as a page knows: it may also be asking still, or get no answer. */
export type KnownStatus =
  | EngineStatus
  | { readonly state: 'asking' }
  | { readonly state: 'silent' };

/** What people are told about the engine. */
export interface EngineDescription {
  /** One or two words; none while nothing is known. */
  readonly chip: string;
  readonly headline: string;
  readonly detail: string;
  /** What to do about it. */
  readonly next: string;
}

/** Name of a way of running the engine. */
export const backendName = (backend: Backend): string =>
  text(
    { webgpu: 'backendWebgpu', webgl: 'backendWebgl', wasm: 'backendWasm', cpu: 'backendCpu' }[
      backend
    ],
  );

/**
 * @param choice what the user wants the engine to run on
 * @param now milliseconds since 1970
 */
export function describeEngine(
  status: KnownStatus,
  choice: BackendChoice,
  now: number = Date.now(),
): EngineDescription {
  switch (status.state) {
    case 'asking':
      return { chip: '', headline: text('engineAsking'), detail: '', next: '' };
    case 'asleep':
      return {
        chip: text('statusAsleep'),
        headline: text('engineAsleep'),
        detail: text('engineAsleepWhy'),
        next: '',
      };
    case 'loading':
      return {
        chip: text('statusLoading'),
        headline: text('engineLoading'),
        detail: text('engineLoadingWhy'),
        next: '',
      };
    case 'ready':
      return {
        chip: text('statusReady'),
        headline: text(
          {
            webgpu: 'engineOnWebgpu',
            webgl: 'engineOnWebgl',
            wasm: 'engineOnWasm',
            cpu: 'engineOnCpu',
          }[status.backend],
        ),
        detail: speedOf(status),
        next:
          choice === 'auto' || choice === status.backend
            ? ''
            : text('engineOtherThanChosen', backendName(choice)),
      };
    case 'failed':
      return {
        chip: text('statusFailed'),
        ...describeFailure(status, now),
        detail: status.why,
      };
    case 'silent':
      return {
        chip: text('statusFailed'),
        headline: text('engineSilent'),
        detail: '',
        next: text('engineSilentNext'),
      };
  }
}

/** Whether it is tried again by itself, and from when on if that is still to come. */
function describeFailure(
  { until }: Extract<EngineStatus, { state: 'failed' }>,
  now: number,
): Pick<EngineDescription, 'headline' | 'next'> {
  if (until === undefined)
    return { headline: text('engineFailed'), next: text('engineFailedNext') };
  return {
    headline: text('enginePaused'),
    next: until > now ? text('enginePausedNext', writeClock(until)) : text('engineRestedNext'),
  };
}

/** How long a picture takes, and how many are at work at once. */
function speedOf(status: Extract<EngineStatus, { state: 'ready' }>): string {
  const time = writeMilliseconds(status.millisecondsPerPicture);
  const atOnce = Math.max(status.workers, status.batch);
  return atOnce > 1
    ? text('engineSpeedAtOnce', time, writeCount(atOnce), status.model)
    : text('engineSpeed', time, status.model);
}
