import type { Incident } from '../core/incident';
import { type FailureReason, failureReasons } from '../core/outcome';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';

/** What people are told about something that failed. */
export interface IncidentDescription {
  readonly headline: string;
  /** What to do about it. */
  readonly next: string;
}

const isFailure = (what: Incident['what']): what is FailureReason =>
  (failureReasons as readonly string[]).includes(what);

export function describeIncident(what: Incident['what']): IncidentDescription {
  const name = what.replaceAll('-', '_');
  return {
    headline: text(isFailure(what) ? `reason_${name}` : `event_${name}`),
    next: text(`next_${name}`),
  };
}

/** How often something happened; nothing for once. */
export const writeTimes = (times: number): string =>
  times > 1 ? text('troubleCount', writeCount(times)) : '';
