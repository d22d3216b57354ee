import type { CacheStatus } from '../core/cache-status';
import { text } from './text';
import { writeCount, writePercent, writeSize } from './write';

/** How often a cache knew the answer, and what it holds. */
export function describeCache({ name, entries, bytes, hits, misses }: CacheStatus): string {
  const asked = hits + misses;
  return text(
    { addresses: 'sparedByAddress', scores: 'sparedByContent', contents: 'sparedElsewhere' }[name],
    writePercent(asked === 0 ? 0 : hits / asked),
    writeCount(asked),
    writeCount(entries),
    writeSize(bytes),
  );
}
