/** What automatic labelling is paused for, until the browser closes at the latest. */
export interface Pauses {
  /** The browser's numbers of tabs. */
  readonly tabs: readonly number[];
  /** Host names of sites. */
  readonly sites: readonly string[];
  /** When a pause everywhere ends, in milliseconds since 1970; missing where there is none. */
  readonly until?: number;
}

/** Where a page is: a pause may be of its tab, or of its site. */
export interface Place {
  readonly tab: number | undefined;
  readonly site: string | undefined;
}

/** From the widest to the narrowest. */
export type PauseKind = 'everywhere' | 'site' | 'tab';

export const noPauses: Pauses = { tabs: [], sites: [] };

/** Milliseconds of a pause everywhere. */
export const pauseLength = 3_600_000;

/** What is stored may be damaged, and was told by a clock that may have been set back since. */
export function repairPauses(stored: unknown, now: number): Pauses {
  const { tabs, sites, until } = Object(stored) as Partial<Record<keyof Pauses, unknown>>;
  const isAhead = typeof until === 'number' && until > now && until <= now + pauseLength;
  return {
    tabs: listOf(tabs, (tab) => Number.isSafeInteger(tab)),
    sites: listOf(sites, (site) => typeof site === 'string'),
    ...(isAhead ? { until } : {}),
  };
}

const listOf = <T>(found: unknown, isOne: (item: T) => boolean): T[] =>
  Array.isArray(found) ? found.filter(isOne) : [];

/** Whether one holds at a place. */
export const isPausedAt = (
  { tabs, sites, until = 0 }: Pauses,
  { tab, site }: Place,
  now: number,
): boolean =>
  until > now || sites.some((each) => each === site) || tabs.some((each) => each === tab);

/** The widest pause that holds at a place; undefined where none does. */
export function pauseAt(
  { tabs, sites, until = 0 }: Pauses,
  { tab, site }: Place,
  now: number,
): PauseKind | undefined {
  if (until > now) return 'everywhere';
  if (site !== undefined && sites.includes(site)) return 'site';
  return tab !== undefined && tabs.includes(tab) ? 'tab' : undefined;
}

/** The pauses and one more. */
export function withPause(
  pauses: Pauses,
  kind: PauseKind,
  { tab, site }: Place,
  now: number,
): Pauses {
  const { tabs, sites } = pauses;
  if (kind === 'everywhere') return { ...pauses, until: now + pauseLength };
  if (kind === 'site') {
    return site === undefined ? pauses : { ...pauses, sites: [...new Set([...sites, site])] };
  }
  return tab === undefined ? pauses : { ...pauses, tabs: [...new Set([...tabs, tab])] };
}

/** The pauses without those that hold at a place: that of a tab, that of a site, and that of everywhere. */
export const withoutPausesAt = ({ tabs, sites }: Pauses, { tab, site }: Place): Pauses => ({
  tabs: tabs.filter((each) => each !== tab),
  sites: sites.filter((each) => each !== site),
});
