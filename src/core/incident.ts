import { type EngineEvent, engineEvents } from './engine-event';
import { type FailureReason, failureReasons } from './outcome';

/** Something that failed, one or several times in a row. */
export interface Incident {
  readonly what: FailureReason | EngineEvent;
  /** In the words of whoever noticed; not translated. */
  readonly detail?: string;
  /** When it happened, of several the last time, in milliseconds since 1970. */
  readonly at: number;
  /** How often in a row, 1 or more. */
  readonly times: number;
}

/** How many incidents are remembered. */
export const maxIncidents = 100;

/**
 * @param log oldest first
 * @returns the log with another incident: as one more time of the last where it is the same, and without the oldest
 *   where there are too many
 */
export function withIncident(log: readonly Incident[], incident: Incident): readonly Incident[] {
  const last = log.at(-1);
  if (last?.what !== incident.what || last.detail !== incident.detail) {
    return [...log, incident].slice(-maxIncidents);
  }
  return [...log.slice(0, -1), { ...incident, times: last.times + incident.times }];
}

/** What is stored or sent may be from another version, or damaged: what is no incident is left out. */
export function repairIncidents(found: unknown): readonly Incident[] {
  if (!Array.isArray(found)) return [];
  return found.slice(-maxIncidents).flatMap((each: unknown) => asIncident(each) ?? []);
}

function asIncident(found: unknown): Incident | undefined {
  const fields: Record<string, unknown> =
    typeof found === 'object' && found !== null ? { ...found } : {};
  const what = [...failureReasons, ...engineEvents].find((kind) => kind === fields.what);
  const { detail, at, times } = fields;
  if (!what || !isCount(at) || !isCount(times) || times < 1) return undefined;
  return { what, at, times, ...(typeof detail === 'string' ? { detail } : {}) };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
