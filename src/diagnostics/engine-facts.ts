import type { EngineStatus } from '../core/engine-status';
import { backendName, describeEngine } from '../interface/describe-engine';
import { othersThan } from '../interface/others-than';
import { writeCount, writeMilliseconds } from '../interface/write';
import { type Fact, fact } from './fact';
import type { Findings } from './findings';

/** What runs, and why that. */
export function engineFacts({ status, settings }: Findings): Fact[] {
  const { headline, detail, next } = describeEngine(status, settings?.backend ?? 'auto');
  // What the popup says of a running engine in one line is told apart here.
  const isReady = status.state === 'ready';
  return [
    fact('factState', headline, isReady ? undefined : detail, next),
    ...(isReady ? runningFacts(status) : []),
  ];
}

function runningFacts(status: Extract<EngineStatus, { state: 'ready' }>): Fact[] {
  const others = othersThan(status);
  return [
    fact('factBackend', backendName(status.backend)),
    fact('factModel', status.model),
    fact('factSpeed', writeMilliseconds(status.millisecondsPerPicture)),
    fact('factWorkers', writeCount(status.workers)),
    fact('factBatch', writeCount(status.batch)),
    fact('factTensors', writeCount(status.tensors)),
    ...(others.length > 0 ? [fact('rejectedTitle', ...others)] : []),
  ];
}
