import type { CacheStatus } from '../core/cache-status';
import type { Scored } from '../core/outcome';
import type { JobResult } from '../messaging/protocol';
import { SessionCache } from '../storage/session-cache';

// Session storage holds 10 MB for all. Scores take about 1 kB each, addresses 150 bytes.
const SCORES = { entries: 4_000, bytes: 4 * 2 ** 20 };
const ADDRESSES = { entries: 10_000, bytes: 1.5 * 2 ** 20 };

/** The names under which a picture may be known; see picture-key.ts. */
export interface PictureNames {
  /** Of its bytes, where they are there. */
  readonly content?: string;
  /** Of its address. */
  readonly address?: string;
  /** Of the srcset that it is in. */
  readonly family?: string;
}

export interface Known {
  readonly content: string;
  readonly scored: Scored;
}

/** The session's scores by content, and the addresses that lead to those contents. */
export class KnownPictures {
  /** As JSON: session storage takes three times the room for objects, and many times as long to read them. */
  readonly #scores = new SessionCache<string>('scores', SCORES);
  readonly #addresses = new SessionCache<string>('addresses', ADDRESSES);

  async find({ content, address, family }: PictureNames): Promise<Known | undefined> {
    return (
      (await this.#byContent(content)) ??
      (await this.#byAddress(address)) ??
      (await this.#byAddress(family))
    );
  }

  /** Keeps scores; never a failure. */
  async keep({ address, family }: PictureNames, result: JobResult): Promise<void> {
    const { outcome, content } = result;
    if (outcome.kind !== 'scored' || content === undefined) return;
    await this.#scores.set(content, JSON.stringify(outcome));
    if (address !== undefined) await this.#addresses.set(address, content);
    // A small size of a picture says less of it than the large ones would.
    if (family !== undefined && outcome.isFullDetail) await this.#addresses.set(family, content);
  }

  status(): Promise<CacheStatus[]> {
    return Promise.all([this.#scores.status(), this.#addresses.status()]);
  }

  async #byContent(content: string | undefined): Promise<Known | undefined> {
    if (content === undefined) return undefined;
    const scored = await this.#scores.get(content);
    return scored === undefined ? undefined : { content, scored: JSON.parse(scored) as Scored };
  }

  async #byAddress(address: string | undefined): Promise<Known | undefined> {
    return address === undefined ? undefined : this.#byContent(await this.#addresses.get(address));
  }
}
