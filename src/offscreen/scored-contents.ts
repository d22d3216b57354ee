import { BoundedMap } from '../core/bounded-map';
import type { CacheStatus } from '../core/cache-status';
import type { JobResult } from '../messaging/protocol';

const BOUNDS = { entries: 2_000, bytes: 2 * 2 ** 20 };

/** What pictures were scored with, by their content: for the same bytes from elsewhere. */
export class ScoredContents {
  readonly #results = new BoundedMap<JobResult>(BOUNDS);
  #hits = 0;
  #misses = 0;

  get(content: string): JobResult | undefined {
    const known = this.#results.get(content);
    if (known) this.#hits++;
    else this.#misses++;
    return known;
  }

  /** Keeps scores; never a failure. */
  keep(content: string, result: JobResult): void {
    if (result.outcome.kind !== 'scored') return;
    // Whoever gets it from here has the thumbnail of the first time.
    const { thumbnail: _, ...scores } = result;
    this.#results.set(content, scores);
  }

  status(): CacheStatus {
    const { size: entries, bytes } = this.#results;
    return { name: 'contents', entries, bytes, hits: this.#hits, misses: this.#misses };
  }
}
