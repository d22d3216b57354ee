import type { CacheStatus } from '../core/cache-status';
import { findElement } from '../interface/find-element';
import { text } from '../interface/text';
import { writeCount, writePercent, writeSize } from '../interface/write';
import { send } from '../messaging/send';

const PATIENCE = 5_000;

/** Lists, whenever somebody opens the list, how often an answer was known already. */
export function showSparedWork(signal: AbortSignal): void {
  const fold = findElement('#engine-more', HTMLDetailsElement);
  const list = findElement('#spared-list', HTMLElement);
  const refresh = async () => {
    if (!fold.open) return;
    try {
      const caches = await send('background', 'caches', [], PATIENCE);
      if (!signal.aborted) list.replaceChildren(...caches.map(cacheItem));
    } catch (error) {
      console.error('The caches could not be asked', error);
      list.textContent = text('sparedUnknown');
    }
  };
  fold.addEventListener('toggle', () => void refresh(), { signal });
}

function cacheItem({ name, entries, bytes, hits, misses }: CacheStatus): HTMLElement {
  const item = document.createElement('li');
  const asked = hits + misses;
  item.textContent = text(
    { addresses: 'sparedByAddress', scores: 'sparedByContent', contents: 'sparedElsewhere' }[name],
    writePercent(asked === 0 ? 0 : hits / asked),
    writeCount(asked),
    writeCount(entries),
    writeSize(bytes),
  );
  return item;
}
