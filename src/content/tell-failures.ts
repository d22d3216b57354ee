import { type Incident, withIncident } from '../core/incident';
import type { Failed } from '../core/outcome';
import { send } from '../messaging/send';

/** Milliseconds over which failures are gathered: where one picture fails, others do. */
const PAUSE = 500;

/**
 * Tells the worker what failed in this frame, for the diagnosis; not on which picture.
 *
 * @returns takes a failure
 */
export function tellFailures(
  onError: (error: unknown) => void,
  signal: AbortSignal,
): (failure: Failed) => void {
  let failures: readonly Incident[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    send('background', 'failed', [failures], 5_000).catch(onError);
    failures = [];
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return ({ reason: what, detail }) => {
    const words = detail === undefined ? {} : { detail };
    failures = withIncident(failures, { what, ...words, at: Date.now(), times: 1 });
    if (!signal.aborted) timer ??= setTimeout(tell, PAUSE);
  };
}
