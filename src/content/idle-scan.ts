import type { AfterLayout } from './after-layout';
import { allIn, isConnected } from './dom';

/** Milliseconds that a look at the page may take of one frame. */
const SLICE = 5;

/** Milliseconds after which a busy page is looked at all the same. */
const PATIENCE = 1_000;

/** Milliseconds of rest between two looks at what has changed: so many times what the first took, within limits. */
const REST = { times: 19, least: 200, most: 10_000 };

type Frame = Pick<AfterLayout, 'read' | 'awaits'>;
type Tree = Element | ShadowRoot;

/** What is looked at now: all of some elements, with the shadow roots that are in them, or without. */
interface Work {
  readonly elements: Iterator<Element>;
  readonly isWhole: boolean;
  /** What has been looked at of all that came with them. */
  readonly seen: Set<Element>;
}

/**
 * Looks at elements when the browser has nothing better to do: at new ones once, at others again when they have
 * changed. A page may change for ever, so what has changed is looked at with rests between.
 */
export class IdleScan {
  readonly #look: (element: Element) => ShadowRoot | null | undefined;
  readonly #frame: Frame;
  readonly #run = () => this.#lookAtSome();
  readonly #fresh = new Set<Tree>();
  /** What is to be looked at again, and whether all that is in it is. */
  readonly #changed = new Map<Tree, boolean>();
  /** The last comes first. A page may have hundreds of thousands of elements: they are listed as they are looked at. */
  readonly #work: Work[] = [];
  #spent = 0;
  #idle: number | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param look tells the shadow root of what it has looked at
   * @param frame when styles are read: asked for before, the browser would load their pictures on behalf of this
   *   script, which the page's policy does not bind
   * @param signal ends the looking
   */
  constructor(
    look: (element: Element) => ShadowRoot | null | undefined,
    frame: Frame,
    signal: AbortSignal,
  ) {
    this.#look = look;
    this.#frame = frame;
    signal.addEventListener('abort', () => this.#end());
  }

  /** Has a tree looked at that is new on the page. */
  add(tree: Tree): void {
    this.#fresh.add(tree);
    this.#schedule();
  }

  /** Has a tree looked at again: something changed that may show anywhere in it. */
  again(tree: Tree): void {
    this.#changed.set(tree, true);
    this.#schedule();
  }

  /** Has an element alone looked at again. */
  againAlone(element: Element): void {
    this.#changed.set(element, this.#changed.get(element) === true);
    this.#schedule();
  }

  /** Lets go of what has left the page: while that is hidden nothing is looked at. What comes back is new. */
  dropLost(): void {
    for (const waiting of [this.#fresh, this.#changed]) {
      for (const tree of waiting.keys()) if (!isConnected(tree)) waiting.delete(tree);
    }
  }

  get #isAwaited(): boolean {
    const changed = this.#rest === undefined ? this.#changed.size : 0;
    return this.#work.length + this.#fresh.size + changed > 0;
  }

  #schedule(): void {
    const isComing = this.#idle !== undefined || this.#frame.awaits(this.#run);
    if (isComing || !this.#isAwaited) return;
    this.#idle = requestIdleCallback(
      () => {
        this.#idle = undefined;
        this.#frame.read(this.#run);
      },
      { timeout: PATIENCE },
    );
  }

  #lookAtSome(): void {
    const begin = performance.now();
    this.#gather();
    for (let work = this.#work.at(-1); work; work = this.#work.at(-1)) {
      const { value: element, done } = work.elements.next();
      if (done) this.#work.pop();
      else if (!work.seen.has(element) && isConnected(element)) {
        work.seen.add(element);
        const shadow = this.#look(element);
        if (shadow && work.isWhole) this.#add(shadow, work.seen);
      }
      if (performance.now() - begin >= SLICE) break;
    }
    this.#spent += performance.now() - begin;
    if (this.#work.length === 0) this.#takeRest();
    this.#schedule();
  }

  #add(tree: Tree, seen: Set<Element>): void {
    this.#work.push({ elements: elementsIn(tree), isWhole: true, seen });
  }

  /** Takes up what waits: what is new before all else, what has changed when all before has been looked at. */
  #gather(): void {
    const seen = new Set<Element>();
    if (this.#work.length === 0 && this.#rest === undefined) {
      const changed = [...this.#changed].reverse();
      const alone = changed.filter(([, isWhole]) => !isWhole).map(([tree]) => tree as Element);
      this.#work.push({ elements: alone.values(), isWhole: false, seen });
      for (const [tree, isWhole] of changed) if (isWhole) this.#add(tree, seen);
      this.#changed.clear();
    }
    for (const tree of [...this.#fresh].reverse()) this.#add(tree, seen);
    this.#fresh.clear();
  }

  #takeRest(): void {
    const { times, least, most } = REST;
    const length = Math.min(most, Math.max(least, this.#spent * times));
    this.#spent = 0;
    this.#rest ??= setTimeout(() => {
      this.#rest = undefined;
      this.#schedule();
    }, length);
  }

  #end(): void {
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    clearTimeout(this.#rest);
    this.#fresh.clear();
    this.#changed.clear();
    this.#work.length = 0;
  }
}

function* elementsIn(tree: Tree): Iterator<Element> {
  if (tree instanceof Element) yield tree;
  for (const element of allIn(tree, '*')) yield element;
}
