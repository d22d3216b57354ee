import { isAt } from '../core/box';
import type { AfterLayout } from './after-layout';
import { Clipping } from './clipping';
import {
  allIn,
  attributeOf,
  elementMatches,
  elementsAt,
  isConnected,
  isPageLoading,
  isRendered,
  listen,
  nameOf,
  rectOf,
  rootElement,
} from './dom';
import { IdleScan } from './idle-scan';
import {
  elementKinds,
  liveKinds,
  type Picture,
  type PictureKind,
  stylesWithPictures,
} from './picture-kinds';
import { shadowRootOf } from './shadow-root';

/** What happens to the pictures of a page. */
export interface PictureEvents {
  /** A picture is on the page. */
  found(picture: Picture): void;
  /** It has left the page. */
  lost(picture: Picture): void;
  /** An element may show other pictures now, or none. */
  changed(element: Element): void;
  /** An element has loaded a picture, perhaps the one that it failed to load before. */
  loaded(element: Element): void;
  /** Something on the page changed that may have moved, covered or uncovered pictures. */
  stirred(): void;
  /** Something moves now: pictures have to be followed from the very next frame on. */
  moved(): void;
  /** Something is scrolled: it moves, and what comes into view may be gone at once. */
  scrolled(): void;
  /** Something could not be looked at, by a fault of ours. */
  failed(error: unknown): void;
}

/** Attributes by which the picture of an element is chosen. */
const SOURCES = new Set('src srcset sizes media type href poster data'.split(' '));

const SELECTOR = elementKinds.map(({ selector }) => selector).join();

/** Milliseconds for which elements are taken in without a pause. */
const SLICE = 8;

/** Milliseconds over which what has left the page is gathered. */
const LOSS_PAUSE = 100;

/** Milliseconds until what the browser has loaded ought to be shown by an element that is known here. */
const LOAD_PAUSE = 500;

/** Milliseconds over which signs of new shadow roots are gathered. */
const ROOT_PAUSE = 100;

/** Nodes whose shadow root may come later without a word from the browser. */
const MAX_HOSTS = 1_000;

/**
 * Finds the pictures of a document, in open and closed shadow roots too: those there now and those that come.
 *
 * Elements that are pictures are found at once. Which elements have a picture by their style, only their
 * computed styles tell: those are read when the browser is idle, first of the whole page, then of what has
 * changed. What no mutation tells of (a rule added by script, a root attached to an element that was there
 * before) gives itself away by the pictures that it loads.
 */
export class PictureFinder {
  readonly #events: PictureEvents;
  readonly #signal: AbortSignal;
  readonly #root = rootElement();
  readonly #known = new Map<Element, readonly Picture[]>();
  readonly #watched = new WeakSet<Node>();
  readonly #hosts = new Set<Element>();
  /** What the browser has loaded for pictures lately. */
  readonly #told = new Set<string>();
  readonly #mutations = new MutationObserver((records) => this.#onMutations(records));
  readonly #loads = new PerformanceObserver((list) => this.#onLoads(list.getEntries()));
  readonly #scan: IdleScan;
  #losses: ReturnType<typeof setTimeout> | undefined;
  #rootLook: ReturnType<typeof setTimeout> | undefined;
  #reckoning: ReturnType<typeof setTimeout> | undefined;

  /** @param signal ends the finding */
  constructor(events: PictureEvents, frame: AfterLayout, signal: AbortSignal) {
    this.#events = events;
    this.#signal = signal;
    this.#scan = new IdleScan((element) => this.#guard(() => this.#look(element)), frame, signal);
    this.#watch(document);
    this.#loads.observe({ type: 'resource' });
    const onResize = ({ isTrusted }: Event) => isTrusted && this.#scanAll();
    listen(window, 'resize', onResize, { signal });
    signal.addEventListener('abort', () => this.#end());
  }

  /** The pictures at a point of the viewport, topmost first, those that are shown only on request among them. */
  picturesAt(x: number, y: number): Picture[] {
    const seen = new Set(elementsAt(x, y));
    const under = [...seen].filter(isRendered).flatMap((element) => this.picturesOf(element));
    const clipping = new Clipping();
    // The pointer goes through some pictures: of those that the page does not tell of, the last is on top.
    const others = [...this.#known]
      .filter(([element]) => !seen.has(element) && isRendered(element))
      .filter(([element]) => isAt(clipping.visiblePart(element, rectOf(element)), x, y))
      .flatMap(([, pictures]) => pictures)
      .reverse();
    return [...under, ...others];
  }

  /** All pictures of an element as it is now, those that are shown only on request among them. */
  picturesOf(element: Element): Picture[] {
    const kinds = [...elementKinds, ...liveKinds].filter(({ selector }) =>
      elementMatches(element, selector),
    );
    return [...kinds, ...stylesWithPictures(element)].map((kind) => this.#add(element, kind));
  }

  /** All pictures that are known to show an address. */
  *showing(url: string): Iterable<Picture> {
    for (const pictures of this.#known.values()) {
      for (const picture of pictures) {
        if (picture.kind.source(picture.element) === url) yield picture;
      }
    }
  }

  /** Watches a document or shadow root, and all that is in it. */
  #watch(root: Document | ShadowRoot): void {
    if (this.#watched.has(root)) return;
    this.#watched.add(root);
    this.#mutations.observe(root, { subtree: true, childList: true, attributes: true });
    const top = root instanceof Document ? this.#root : root;
    if (!top) return;
    const options = { capture: true, signal: this.#signal };
    const { changed, loaded, moved, scrolled, stirred } = this.#events;
    const on = (types: string, listener: (event: Event) => void) => {
      for (const type of types.split(' ')) {
        // A page may make up events of its own, for ever.
        listen(root, type, (event) => event.isTrusted && listener(event), options);
      }
    };
    // None of these bubbles, but all can be captured. Loads also tell of the sources that srcset and lazy
    // loading choose, which no attribute shows.
    on('load error', ({ target, type }) => {
      if (target instanceof HTMLLinkElement) this.#scan.again(top);
      else if (target instanceof Element) (type === 'load' ? loaded : changed)(target);
      this.#awaitRoots();
      // Of what comes with the page there may be thousands: what moves by it tells by itself, and when it is loaded
      // all is looked at. Where it never is, the next load, or the user, has that done.
      if (!isPageLoading()) stirred();
    });
    on('play playing timeupdate seeked emptied loadeddata', ({ target }) => {
      if (target instanceof Element) changed(target);
    });
    on('scroll', scrolled);
    // A style alone may cover a picture, or uncover it, where the pointer or the focus goes.
    on('pointerover focusin change readystatechange', stirred);
    // What fades in, unfolds or fills the screen can be seen only now.
    on(
      'transitionrun transitionend animationstart animationend toggle contentvisibilityautostatechange fullscreenchange',
      () => {
        moved();
        stirred();
      },
    );

    this.#findElements(root);
    this.#scan.add(top);
  }

  #findElements(root: ParentNode & Node): void {
    if (root instanceof Element) this.#findElement(root);
    this.#takeIn(allIn(root, SELECTOR).values());
  }

  /** Takes elements in: of thousands not all at once, or the page would be held up. */
  #takeIn(elements: Iterable<Element>): void {
    const end = performance.now() + SLICE;
    for (const element of elements) {
      this.#guard(() => isConnected(element) && this.#findElement(element));
      if (performance.now() > end) {
        // Such an iterator goes on where it was left.
        setTimeout(() => this.#signal.aborted || this.#takeIn(elements));
        return;
      }
    }
  }

  #findElement(element: Element): void {
    for (const kind of elementKinds) {
      if (elementMatches(element, kind.selector)) this.#add(element, kind);
    }
  }

  /**
   * Takes an element in: its shadow root, and the pictures that its style shows.
   *
   * @returns its shadow root
   */
  #look(element: Element): ShadowRoot | null {
    const shadow = shadowRootOf(element);
    if (shadow) this.#watch(shadow);
    // One that was away with its shadow root has come back unannounced.
    this.#findElement(element);
    if (nameOf(element).includes('-')) this.#awaitRoot(element, shadow);
    for (const kind of stylesWithPictures(element)) this.#add(element, kind);
    if (this.#known.has(element)) this.#events.changed(element);
    return shadow;
  }

  #add(element: Element, kind: PictureKind): Picture {
    const pictures = this.#known.get(element) ?? [];
    const known = pictures.find((picture) => picture.kind === kind);
    if (known) return known;
    const picture = { element, kind };
    // As long as it has to be, which a spread list is not: there may be thousands.
    this.#known.set(element, pictures.concat(picture));
    this.#events.found(picture);
    return picture;
  }

  #onMutations(records: readonly MutationRecord[]): void {
    for (const record of records) {
      this.#guard(() => {
        if (record.type === 'attributes') this.#onAttribute(record);
        else this.#onChildren(record);
      });
    }
    this.#awaitRoots();
    this.#events.stirred();
  }

  /** What goes wrong with one of many is told, and does not keep the others from their turn. */
  #guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#events.failed(error);
      return undefined;
    }
  }

  #onAttribute({ target, attributeName }: MutationRecord): void {
    if (!(target instanceof Element)) return;
    if (attributeName !== null && SOURCES.has(attributeName)) {
      // A <source> speaks for the picture beside it.
      const holder = target instanceof HTMLSourceElement ? target.parentElement : target;
      if (holder) {
        this.#findElements(holder);
        for (const element of [holder, ...allIn(holder, SELECTOR)]) {
          if (this.#known.has(element)) this.#events.changed(element);
        }
      }
    }
    // Of a style little is inherited; any other attribute may choose rules for all that is in it.
    const style = attributeName === 'style' ? attributeOf(target, 'style') : undefined;
    if (style === undefined || /--|list-style/.test(style)) this.#scan.again(target);
    else this.#scan.againAlone(target);
  }

  #onChildren({ target, addedNodes, removedNodes }: MutationRecord): void {
    const isStyled = target instanceof HTMLStyleElement;
    if (isStyled || [...addedNodes, ...removedNodes].some(holdsStyle)) this.#scanAll();
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      this.#findElements(node);
      this.#scan.add(node);
    }
    if (removedNodes.length === 0) return;
    this.#losses ??= setTimeout(() => {
      this.#losses = undefined;
      this.#dropLost();
    }, LOSS_PAUSE);
  }

  #dropLost(): void {
    for (const [element, pictures] of this.#known) {
      // One that was only moved is connected again by now.
      if (isConnected(element)) continue;
      this.#known.delete(element);
      for (const picture of pictures) this.#events.lost(picture);
    }
    for (const host of this.#hosts) if (!isConnected(host)) this.#hosts.delete(host);
    this.#scan.dropLost();
  }

  #onLoads(entries: readonly PerformanceEntry[]): void {
    for (const { initiatorType, name } of entries as readonly PerformanceResourceTiming[]) {
      if (initiatorType === 'img') this.#told.add(name);
      // Fonts and style sheets come as "css" too: one look too many.
      else if (initiatorType === 'css') this.#scanAll();
    }
    if (this.#told.size === 0) return;
    this.#reckoning ??= setTimeout(() => {
      this.#reckoning = undefined;
      for (const element of this.#known.keys()) {
        if (element instanceof HTMLImageElement) this.#told.delete(element.currentSrc);
      }
      if (this.#told.size > 0) this.#scanAll();
      this.#told.clear();
    }, LOAD_PAUSE);
  }

  #awaitRoot(element: Element, shadow: ShadowRoot | null): void {
    if (shadow) this.#hosts.delete(element);
    else if (this.#hosts.size < MAX_HOSTS) this.#hosts.add(element);
  }

  #awaitRoots(): void {
    if (this.#hosts.size === 0) return;
    this.#rootLook ??= setTimeout(() => {
      this.#rootLook = undefined;
      this.#lookForRoots();
    }, ROOT_PAUSE);
  }

  #lookForRoots(): void {
    for (const host of this.#hosts) {
      const shadow = shadowRootOf(host);
      if (!shadow) continue;
      this.#hosts.delete(host);
      this.#watch(shadow);
    }
  }

  #scanAll(): void {
    if (this.#root) this.#scan.again(this.#root);
  }

  #end(): void {
    this.#mutations.disconnect();
    this.#loads.disconnect();
    clearTimeout(this.#losses);
    clearTimeout(this.#reckoning);
    clearTimeout(this.#rootLook);
    for (const found of [this.#known, this.#hosts, this.#told]) found.clear();
  }
}

const holdsStyle = (node: Node): boolean =>
  node instanceof HTMLStyleElement || (node instanceof Element && allIn(node, 'style').length > 0);
