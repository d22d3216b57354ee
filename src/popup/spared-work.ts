import { describeCache } from '../interface/describe-cache';
import { findElement } from '../interface/find-element';
import { listItem } from '../interface/list-item';
import { text } from '../interface/text';
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
      if (!signal.aborted) list.replaceChildren(...caches.map(describeCache).map(listItem));
    } catch (error) {
      console.error('The caches could not be asked', error);
      list.textContent = text('sparedUnknown');
    }
  };
  fold.addEventListener('toggle', () => void refresh(), { signal });
}
