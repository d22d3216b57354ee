import type { AfterLayout } from './after-layout';
import { allIn, isConnected } from './dom';
import { shadowRootOf } from './shadow-root';

/** Milliseconds that a look at the page may take of one frame. */
const SLICE = 5;

/** Milliseconds after which a busy page is looked at all the same. */
const PATIENCE = 1_000;

/** Milliseconds of rest between two looks at what has changed: so many times what the first took, within limits. */
const REST = { times: 19, least: 200, most: 4_000 };

type Frame = Pick<AfterLayout, 'read' | 'awaits'>;
type Tree = Element | ShadowRoot;

/**
 * Looks at elements when the browser has nothing better to do: at new ones once, at others again when they have
 * changed. A page may change for ever, so what has changed is looked at with rests between.
 */
export class IdleScan {
  readonly #look: (element: Element) => void;
  readonly #frame: Frame;
  readonly #run = () => this.#lookAtSome();
  readonly #fresh = new Set<Tree>();
  /** Those of which all that is in them is to be looked at again, and those that are alone. */
  readonly #changedTrees = new Set<Tree>();
  readonly #changedElements = new Set<Element>();
  #work: Element[] = [];
  #spent = 0;
  #idle: number | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param frame when styles are read: asked for before, the browser would load their pictures on behalf of this
   *   script, which the page's policy does not bind
   * @param signal ends the looking
   */
  constructor(look: (element: Element) => void, frame: Frame, signal: AbortSignal) {
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
    this.#changedTrees.add(tree);
    this.#schedule();
  }

  /** Has an element alone looked at again. */
  againAlone(element: Element): void {
    this.#changedElements.add(element);
    this.#schedule();
  }

  get #isAwaited(): boolean {
    const changed = this.#changedTrees.size + this.#changedElements.size;
    return this.#work.length + this.#fresh.size > 0 || (changed > 0 && this.#rest === undefined);
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
    if (this.#work.length === 0) this.#gather();
    while (this.#work.length > 0) {
      const element = this.#work.pop();
      if (element && isConnected(element)) this.#look(element);
      if (performance.now() - begin >= SLICE) break;
    }
    this.#spent += performance.now() - begin;
    if (this.#work.length === 0) this.#takeRest();
    this.#schedule();
  }

  /** Lists what is to be looked at, each element once, so that the last of the list is the first of the page. */
  #gather(): void {
    const gathered = new Set<Element>();
    const gather = (tree: Tree) => {
      if (tree instanceof Element) {
        // What is in a tree of which all has been gathered is there already.
        if (gathered.has(tree)) return;
        gathered.add(tree);
        enter(tree);
      }
      for (const element of allIn(tree, '*')) {
        gathered.add(element);
        enter(element);
      }
    };
    const enter = (host: Element) => {
      const shadow = shadowRootOf(host);
      if (shadow) gather(shadow);
    };
    const gatherTrees = (trees: Set<Tree>) => {
      for (const tree of trees) gather(tree);
      trees.clear();
    };
    if (this.#rest === undefined) {
      gatherTrees(this.#changedTrees);
      for (const element of this.#changedElements) gathered.add(element);
      this.#changedElements.clear();
    }
    gatherTrees(this.#fresh);
    this.#work = [...gathered].reverse();
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
    for (const set of [this.#fresh, this.#changedTrees, this.#changedElements]) set.clear();
    this.#work = [];
  }
}
