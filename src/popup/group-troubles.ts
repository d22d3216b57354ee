import type { Trouble } from '../core/page-report';

/** The pictures that have no label for one and the same reason. */
export interface TroubleGroup {
  readonly reason: Trouble['reason'];
  readonly count: number;
  /** One of each address, in the order of the troubles. */
  readonly pictures: readonly Trouble[];
}

/** Groups troubles by their reason, the most frequent first. */
export function groupTroubles(troubles: readonly Trouble[]): TroubleGroup[] {
  const reasons = new Set(troubles.map(({ reason }) => reason));
  return [...reasons]
    .map((reason) => {
      const group = troubles.filter((trouble) => trouble.reason === reason);
      const byAddress = new Map(group.map((trouble) => [trouble.address, trouble]));
      return { reason, count: group.length, pictures: [...byAddress.values()] };
    })
    .sort((a, b) => b.count - a.count);
}
