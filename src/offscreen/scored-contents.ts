import { BoundedMap } from '../core/bounded-map';
import type { CacheStatus } from '../core/cache-status';
import type { JobResult } from '../messaging/protocol';

const BOUNDS = { entries: 2_000, bytes: 2 * 2 ** 20 };

/** What pictures were scored with, by content and site: for the same bytes from elsewhere on the same site. */
export class ScoredContents {
  readonly #results = new BoundedMap<JobResult>(BOUNDS);
  #hits = 0;
  #misses = 0;

  get(key: string): JobResult | undefined {
    const known = this.#results.get(key);
    if (known) this.#hits++;
    else this.#misses++;
    return known;
  }

  /** Keeps scores; never a failure. */
  keep(key: string, result: JobResult): void {
    if (result.outcome.kind !== 'scored') return;
    // Whoever gets it from here has the thumbnail of the first time.
    const { thumbnail: _, ...scores } = result;
    this.#results.set(key, scores);
  }

  clear(): void {
    this.#results.clear();
    this.#hits = 0;
    this.#misses = 0;
  }

  status(): CacheStatus {
    const { size: entries, bytes } = this.#results;
    return { name: 'contents', entries, bytes, hits: this.#hits, misses: this.#misses };
  }
}
