import type { Incident } from '../core/incident';

/** What failed in one and the same way. */
export interface IncidentGroup {
  readonly what: Incident['what'];
  readonly times: number;
  /** When it happened last, in milliseconds since 1970. */
  readonly at: number;
  /** What was said about it, latest first, and how often. */
  readonly details: readonly { readonly detail: string; readonly times: number }[];
}

/**
 * Groups incidents by what happened, the latest first.
 *
 * @param incidents oldest first
 */
export function groupIncidents(incidents: readonly Incident[]): IncidentGroup[] {
  const latestFirst = incidents.toReversed();
  const kinds = new Set(latestFirst.map(({ what }) => what));
  return [...kinds].map((what) => {
    const group = latestFirst.filter((incident) => incident.what === what);
    const details = new Map<string, number>();
    for (const { detail, times } of group) {
      if (detail !== undefined) details.set(detail, (details.get(detail) ?? 0) + times);
    }
    return {
      what,
      times: group.reduce((sum, { times }) => sum + times, 0),
      at: group[0]?.at ?? 0,
      details: [...details].map(([detail, times]) => ({ detail, times })),
    };
  });
}
