import type { CacheStatus } from '../core/cache-status';
import type { Scored } from '../core/outcome';
import { contentKey } from '../download/content-key';
import type { JobResult } from '../messaging/protocol';
import { SessionCache } from '../storage/session-cache';

// Session storage holds 10 MB for all. Scores take about 1 kB each, addresses 150 bytes.
const SCORES = { entries: 4_000, bytes: 4 * 2 ** 20 };
const ADDRESSES = { entries: 10_000, bytes: 1.5 * 2 ** 20 };

/**
 * Milliseconds for which an address is taken to lead to the picture that it led to: of a camera, or the latest of
 * something, it leads to others, and few hosts say so.
 */
const BELIEVED = 30 * 60_000;

/** The names under which a picture may be known; see picture-key.ts. */
export interface PictureNames {
  /** The site of the tab: what is kept of a picture is for its pages alone. */
  readonly site: string;
  /** Of its bytes, on all sites alike and on this one, where they are there. */
  readonly content?: string;
  readonly key?: string;
  /** Of its address. */
  readonly address?: string;
  /** Of the srcset that it is in. */
  readonly family?: string;
}

export interface Known {
  /** Names the bytes that were scored. */
  readonly content: string;
  readonly scored: Scored;
}

/** The session's scores by content and site, and the addresses that lead to those. */
export class KnownPictures {
  /** As JSON: session storage takes three times the room for objects, and many times as long to read them. */
  readonly #scores = new SessionCache<string>('scores', SCORES);
  /** When, in milliseconds since 1970, and where each led to. */
  readonly #addresses = new SessionCache<string>('addresses', ADDRESSES);

  async find({ key, address, family }: PictureNames): Promise<Known | undefined> {
    return (
      (await this.#byKey(key)) ??
      (await this.#byAddress(address)) ??
      (await this.#byAddress(family))
    );
  }

  /** Keeps scores; never a failure. */
  async keep(names: PictureNames, result: JobResult): Promise<void> {
    const { site, address, family } = names;
    const { outcome, content, isFleeting = false } = result;
    if (outcome.kind !== 'scored' || content === undefined) return;
    const key = names.key ?? (await contentKey(content, site));
    const known: Known = { content, scored: outcome };
    const others = [
      address,
      // A small size of a picture says less of it than the large ones would.
      outcome.isFullDetail ? family : undefined,
    ].filter((name) => name !== undefined);
    const led = `${Date.now()} ${key}`;
    await Promise.all([
      this.#scores.set(key, JSON.stringify(known)),
      // They may lead to another picture the next time.
      ...(isFleeting ? [] : others.map((name) => this.#addresses.set(name, led))),
    ]);
  }

  status(): Promise<CacheStatus[]> {
    return Promise.all([this.#scores.status(), this.#addresses.status()]);
  }

  async clear(): Promise<void> {
    await Promise.all([this.#scores.clear(), this.#addresses.clear()]);
  }

  async #byKey(key: string | undefined): Promise<Known | undefined> {
    const known = key === undefined ? undefined : await this.#scores.get(key);
    return known === undefined ? undefined : (JSON.parse(known) as Known);
  }

  async #byAddress(address: string | undefined): Promise<Known | undefined> {
    const led = address === undefined ? undefined : await this.#addresses.get(address);
    const [at, key] = led?.split(' ') ?? [];
    // The clock may have been set back meanwhile.
    return Math.abs(Date.now() - Number(at)) < BELIEVED ? this.#byKey(key) : undefined;
  }
}
