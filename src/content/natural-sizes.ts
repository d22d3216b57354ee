import type { Size } from '../core/box';
import { isTrouble } from '../core/outcome';
import { downloadPicture } from '../download/download-picture';
import { ForbiddenLoads } from './forbidden-loads';
import { fromCache } from './from-cache';
import { isElsewhere, isOfPage } from './site';

/**
 * How many sizes are remembered, and how many where their addresses are pictures themselves, and have so many characters
 * together. Fewer must not be: where as many are near at once, they would drive each other out for ever.
 */
const CAPACITY = { most: 5_000, ofLong: 500, characters: 2_000_000 };

/** How many are looked up at once; the others wait for the next look at the page. */
const AT_ONCE = 20;

/** Milliseconds after which one that has no end makes way, and is taken for broken. */
const PATIENCE = 20_000;

/**
 * Looks up the sizes of pictures that the page shows by its styles, of which no element tells. Those of the page's own
 * origin come from the browser's cache alone; what the page's policy forbids is not looked up.
 */
export class NaturalSizes {
  readonly #sizes = new Map<string, Size | undefined>();
  #characters = 0;
  readonly #loading = new Map<string, () => void>();
  readonly #forbidden: ForbiddenLoads;
  readonly #onKnown: (url: string) => void;

  /**
   * @param onKnown told when the size of a picture has become known, or that it has none
   * @param signal lets go of all
   */
  constructor(onKnown: (url: string) => void, signal: AbortSignal) {
    this.#onKnown = onKnown;
    this.#forbidden = new ForbiddenLoads(signal);
    signal.addEventListener('abort', () => this.#end());
  }

  /** Whether a picture has been loaded, or has failed to: only then is its size worth asking for. */
  isKnown(url: string): boolean {
    return this.#sizes.has(url);
  }

  /** The size of a picture in its own pixels; undefined for one that is broken, or not known. */
  get(url: string): Size | undefined {
    return this.#sizes.get(url);
  }

  /**
   * Has a picture's size looked up, unless it is known.
   *
   * @param url absolute address of a picture that the browser has tried to load
   */
  lookUp(url: string): void {
    const isBusy = this.#loading.has(url) || this.#loading.size >= AT_ONCE;
    if (this.#sizes.has(url) || isBusy) return;
    if (isElsewhere(url) && this.#forbidden.has(url)) {
      this.#remember(url, undefined);
      return;
    }
    const image = new Image();
    const life = new AbortController();
    const patience = setTimeout(() => {
      settle();
      image.src = '';
    }, PATIENCE);
    const end = () => {
      clearTimeout(patience);
      life.abort();
      this.#loading.delete(url);
    };
    this.#loading.set(url, () => {
      end();
      image.src = '';
    });
    const settle = () => {
      if (life.signal.aborted) return;
      const { naturalWidth: width, naturalHeight: height } = image;
      end();
      this.#remember(url, width > 0 ? { width, height } : undefined);
      this.#onKnown(url);
    };
    image.onload = settle;
    image.onerror = settle;
    const load = (address: string | undefined) => {
      if (address === undefined) settle();
      else if (!life.signal.aborted) image.src = address;
    };
    if (isOfPage(url)) void this.#inCache(url, life.signal).then(load);
    else load(url);
  }

  /** What an image can load in place of an address of the page's own origin, without a question to its host if possible. */
  async #inCache(url: string, signal: AbortSignal): Promise<string | undefined> {
    const kept = await downloadPicture(url, { init: fromCache, signal, believesLength: true });
    if (signal.aborted) return undefined;
    if (!isTrouble(kept)) {
      const address = URL.createObjectURL(new Blob([kept.bytes], kept));
      signal.addEventListener('abort', () => URL.revokeObjectURL(address));
      return address;
    }
    // It may be on its way still, or lead elsewhere.
    return this.#forbidden.has(url) ? undefined : url;
  }

  #remember(url: string, size: Size | undefined): void {
    this.#sizes.set(url, size);
    this.#characters += url.length;
    for (const oldest of this.#sizes.keys()) {
      const isLong = this.#characters > CAPACITY.characters;
      if (this.#sizes.size <= (isLong ? CAPACITY.ofLong : CAPACITY.most)) break;
      this.#sizes.delete(oldest);
      this.#characters -= oldest.length;
    }
  }

  #end(): void {
    for (const end of this.#loading.values()) end();
    this.#sizes.clear();
  }
}
