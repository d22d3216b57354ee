import browser from 'webextension-polyfill';
import { type Allowance, fullBucket, refill, takeOne } from '../core/token-bucket';
import { closestAcross, isConnected, makeElement, rectOf, rootElement, TOP_LAYER } from './dom';
import style from './overlay.css?inline';

/** Side of the ruler in the overlay's style, in CSS pixels. */
const RULER = 100;

/** How often a page that removes the element gets it back: a page that does so on purpose would have work for ever. */
const RETURNS: Allowance = { most: 30, perSecond: 0.2 };

/** From the viewport's coordinates to those of the layer. */
export interface Mapping {
  readonly x: number;
  readonly y: number;
}

/**
 * The one element that Sightline adds to a page: nameless, outside the site's tree, with a closed shadow root
 * in which everything is shown.
 */
export class OverlayHost {
  readonly #host = makeElement('div');
  readonly #ruler = makeElement('div');
  /** Always fills the window, and is never seen. */
  readonly screen = makeElement('div');
  readonly root: ShadowRoot;
  /** Holds what is shown; its coordinates are CSS pixels of the viewport, counted from the page's origin. */
  readonly layer = makeElement('div');
  #scale = 1;
  #below = new Set<Element>();
  #returns = fullBucket(RETURNS, Date.now());
  /** Whether it was put on the page and not taken off again from here. */
  #isPut = false;

  /** @param attach gives an element a closed shadow root that nobody else takes for the page's */
  constructor(attach: (host: HTMLElement) => ShadowRoot) {
    this.root = attach(this.#host);
    // A style element would be subject to the page's content security policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    this.root.adoptedStyleSheets = [sheet];
    this.#ruler.className = 'ruler';
    this.screen.className = 'screen';
    this.layer.className = 'layer';
    this.layer.lang = browser.i18n.getMessage('uiLanguage');
    // Badges are written in the direction of their own language, whatever the page's.
    this.layer.dir = browser.i18n.getMessage('uiDirection');
    this.root.append(this.screen, this.#ruler, this.layer);
  }

  /** Puts the element on the page, unless it is there: a page that replaces its whole tree takes it along. */
  attach(): void {
    if (isConnected(this.#host)) return;
    if (this.#isPut) {
      const left = takeOne(refill(this.#returns, RETURNS, Date.now()));
      if (!left) return;
      this.#returns = left;
    }
    this.#isPut = true;
    const root = rootElement();
    if (root) Element.prototype.append.call(root, this.#host);
  }

  remove(): void {
    this.#isPut = false;
    this.#host.remove();
    this.#host.removeAttribute('popover');
    this.#below.clear();
  }

  /** Reads where the layer lies; a page may have moved or enlarged its root element, and all in it. */
  map(): Mapping {
    const { x, y, width } = rectOf(this.#ruler);
    // The ruler lies in the layer's own place, but is never scaled back.
    const scale = width > 0 ? width / RULER : 1;
    if (Math.abs(scale - this.#scale) > 0.001) {
      this.#scale = scale;
      this.layer.style.scale = String(1 / scale);
    }
    return { x, y };
  }

  /**
   * Sees to it that what is shown lies above these elements, also where the page put them on top of itself.
   *
   * @param before whether it is to go on lying above those that it was told of before
   */
  riseAbove(elements: Iterable<Element>, before = false): void {
    if (!isConnected(this.#host)) return;
    const below = new Set(before ? this.#below : []);
    for (const element of elements) {
      const top = closestAcross(element, TOP_LAYER);
      if (top) below.add(top);
    }
    if (below.size === 0) {
      if (this.#below.size > 0) this.#host.removeAttribute('popover');
    } else if ([...below].some((top) => !this.#below.has(top)) || !this.#isOnTop) {
      // What was shown last lies on top.
      this.#host.popover = 'manual';
      if (this.#isOnTop) this.#host.hidePopover();
      this.#host.showPopover();
    }
    this.#below = below;
  }

  get #isOnTop(): boolean {
    return this.#host.matches(':popover-open');
  }
}
