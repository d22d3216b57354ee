import type { CacheStatus } from '../core/cache-status';
import type { EngineStatus } from '../core/engine-status';
import type { Incident } from '../core/incident';
import type { MemoryStatus } from '../core/memory-status';
import type { Settings } from '../core/settings';
import { withoutAddresses } from '../core/without-addresses';
import type { KnownStatus } from '../interface/describe-engine';
import type { Program } from './program';

/** All that the page tells; what could not be found out, or not yet, is undefined. */
export interface Findings {
  readonly status: KnownStatus;
  readonly settings?: Settings | undefined;
  readonly caches?: readonly CacheStatus[] | undefined;
  /** What the offscreen document holds; undefined also where it is not open. */
  readonly memory?: MemoryStatus | undefined;
  /** Bytes that the extension has on the disk. */
  readonly stored?: number | undefined;
  /** Oldest first. */
  readonly incidents?: readonly Incident[] | undefined;
  readonly program?: Program | undefined;
}

/** The engine's state with nothing in it that may be an address: errors of the browser may name one. */
export function harmlessStatus(status: KnownStatus): KnownStatus {
  if (status.state === 'failed') return { ...status, why: withoutAddresses(status.why) };
  return status.state === 'ready' ? { ...status, rejected: harmlessReasons(status) } : status;
}

const harmlessReasons = ({ rejected }: Extract<EngineStatus, { state: 'ready' }>) =>
  rejected.map(({ backend, why }) => ({ backend, why: withoutAddresses(why) }));
