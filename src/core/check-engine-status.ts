import {
  type Check,
  count,
  list,
  oneKindOf,
  oneOf,
  optional,
  quantity,
  record,
  shortened,
} from './check';
import type { EngineStatus } from './engine-status';
import { checkMeasured, checkRejected } from './measurement';
import { backends } from './settings';

type In<State extends EngineStatus['state']> = Extract<EngineStatus, { readonly state: State }>;

/** Characters of a name or a reason. */
const MAX_TEXT = 1_000;

/** What the engine's document says of itself. */
export const checkEngineStatus: Check<EngineStatus> = oneKindOf<EngineStatus, 'state'>('state', {
  asleep: record<In<'asleep'>>({ state: oneOf(['asleep']) }),
  loading: record<In<'loading'>>({ state: oneOf(['loading']) }),
  ready: record<In<'ready'>>({
    state: oneOf(['ready']),
    backend: oneOf(backends),
    workers: count,
    batch: count,
    measured: list(checkMeasured, backends.length),
    rejected: list(checkRejected, backends.length),
    model: shortened(MAX_TEXT),
    millisecondsPerPicture: quantity,
    tensors: count,
    waiting: count,
  }),
  failed: record<In<'failed'>>({
    state: oneOf(['failed']),
    why: shortened(MAX_TEXT),
    until: optional(quantity),
  }),
});
