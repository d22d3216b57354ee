import { mayRetry, type Trouble } from '../core/page-report';
import type { TabReports } from '../storage/page-reports';
import type { PicturePlace } from './group-pictures';

/** A picture without a label; of one address all are one. */
export interface TroublePicture extends Trouble {
  /** Where they are, as far as they are on the page still. */
  readonly places: readonly PicturePlace[];
}

/** The pictures that have no label for one and the same reason. */
export interface TroubleGroup {
  readonly reason: Trouble['reason'];
  readonly count: number;
  /** One of each address, in the order of the troubles. */
  readonly pictures: readonly TroublePicture[];
}

/** Groups the troubles of a tab by their reason, the most frequent first. */
export function groupTroubles(reports: TabReports): TroubleGroup[] {
  const groups = new Map<
    Trouble['reason'],
    { count: number; pictures: Map<string, TroublePicture> }
  >();
  for (const [frame, { troubles }] of Object.entries(reports)) {
    for (const { id, ...trouble } of troubles) {
      const { count = 0, pictures = new Map<string, TroublePicture>() } =
        groups.get(trouble.reason) ?? {};
      groups.set(trouble.reason, { count: count + 1, pictures });
      const { places = [] } = pictures.get(trouble.address) ?? {};
      const own = id === undefined ? [] : [{ frame: Number(frame), id }];
      pictures.set(trouble.address, { ...trouble, places: [...places, ...own] });
    }
  }
  return [...groups]
    .map(([reason, { count, pictures }]) => ({ reason, count, pictures: [...pictures.values()] }))
    .sort((a, b) => b.count - a.count);
}

/** Where the pictures are that may get a label if they are tried again. */
export const retryablePlaces = (groups: readonly TroubleGroup[]): PicturePlace[] =>
  groups
    .filter(({ reason }) => mayRetry(reason))
    .flatMap(({ pictures }) => pictures.flatMap(({ places }) => places));
