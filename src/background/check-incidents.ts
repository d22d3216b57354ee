import { type Check, count, list, oneOf, optional, record, shortened } from '../core/check';
import { engineEvents } from '../core/engine-event';
import { type Incident, maxIncidents } from '../core/incident';
import { failureReasons } from '../core/outcome';
import type { EngineNote } from '../messaging/protocol';

/** Characters of a detail that are kept. */
const MAX_TEXT = 1_000;

/** What failed in a frame: of pictures, for of the engine it knows nothing. */
export const checkFailures: Check<readonly Incident[]> = list(
  record<Incident>({
    what: oneOf(failureReasons),
    detail: optional(shortened(MAX_TEXT)),
    at: count,
    times: count,
  }),
  maxIncidents,
);

/** What has befallen the engine. */
export const checkNote: Check<EngineNote> = record<EngineNote>({
  what: oneOf(engineEvents),
  detail: optional(shortened(MAX_TEXT)),
});
