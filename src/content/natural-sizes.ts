import type { Size } from '../core/box';

/** How many sizes are remembered. */
const CAPACITY = 5_000;

/** How many are looked up at once; the others wait for the next look at the page. */
const AT_ONCE = 20;

/** Milliseconds after which one that has no end makes way; a later look at the page tries again. */
const PATIENCE = 20_000;

/**
 * Looks up the sizes of pictures that the page shows by its styles, of which no element tells. The page has
 * loaded them, so they come from the document's memory; nothing is downloaded again.
 */
export class NaturalSizes {
  readonly #sizes = new Map<string, Size | undefined>();
  readonly #loading = new Map<string, { image: HTMLImageElement; end: () => void }>();
  readonly #onKnown: (url: string) => void;

  /**
   * @param onKnown told when the size of a picture has become known, or that it has none
   * @param signal lets go of all
   */
  constructor(onKnown: (url: string) => void, signal: AbortSignal) {
    this.#onKnown = onKnown;
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Whether a picture has been loaded, or has failed to: only then is its size worth asking for. */
  isKnown(url: string): boolean {
    return this.#sizes.has(url);
  }

  /** The size of a picture in its own pixels; undefined for one that is broken, or not known. */
  get(url: string): Size | undefined {
    return this.#sizes.get(url);
  }

  /** Has a picture's size looked up, unless it is known. */
  lookUp(url: string): void {
    const isBusy = this.#loading.has(url) || this.#loading.size >= AT_ONCE;
    if (this.#sizes.has(url) || isBusy) return;
    const image = new Image();
    const patience = setTimeout(() => {
      end();
      image.src = '';
    }, PATIENCE);
    const end = () => {
      clearTimeout(patience);
      this.#loading.delete(url);
      image.onload = null;
      image.onerror = null;
    };
    this.#loading.set(url, { image, end });
    const settle = () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      end();
      this.#sizes.set(url, width > 0 ? { width, height } : undefined);
      const [oldest] = this.#sizes.keys();
      if (this.#sizes.size > CAPACITY && oldest !== undefined) this.#sizes.delete(oldest);
      this.#onKnown(url);
    };
    image.onload = settle;
    image.onerror = settle;
    image.src = url;
  }

  #end(): void {
    for (const { image, end } of this.#loading.values()) {
      end();
      image.src = '';
    }
    this.#sizes.clear();
  }
}
