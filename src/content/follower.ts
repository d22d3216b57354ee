import type { AfterLayout } from './after-layout';
import { isPageLoading, isWithin } from './dom';
import { FrameView } from './frame-view';
import { MovementWatch } from './movement-watch';
import type { OverlayHost } from './overlay-host';
import { type BadgeLook, dotSides } from './overlay-look';
import { type Glance, placeBadges, type Shown } from './place-badges';

/** Rounds without movement after which the badges are taken to rest. */
const QUIET_ROUNDS = 3;

/**
 * Milliseconds over which changes that may have moved something are gathered, and between two looks for some; of a page
 * that is loading, each picture that has come is such a change.
 */
const lookPause = () => (isPageLoading() ? 1_000 : 200);

/** Milliseconds over which badges that come or go are gathered after some have: each change has all laid out. */
const freshPause = (isMoving: boolean) => (isMoving || isPageLoading() ? 500 : 200);

/** Both pauses are at least so many times as long as what they follow took. */
const REST = 49;

/** Properties that an animation moves an element's box by. */
const MOVING =
  /^(transform|translate|rotate|scale|offset[A-Z]|top|left|right|bottom|inset|margin|width|height)/;

/**
 * Has badges follow their pictures. While something moves, all positions are read in rounds, one a frame or as
 * much of it as a frame has time for. When nothing has for some rounds, the badges rest, and observers tell when
 * that ends: until then only fresh badges are placed.
 */
export class Follower {
  readonly shown = new Set<Shown>();
  readonly view: FrameView;
  #dress: BadgeLook;
  readonly #host: OverlayHost;
  readonly #insert: (shown: Shown) => void;
  readonly #onPlaced: () => void;
  readonly #frame: AfterLayout;
  readonly #follow = () => this.#place();
  readonly #watch = new MovementWatch(() => this.moved());
  /** Badges that are not on the page yet, those that are and wait for their place, and what is left of a round. */
  readonly #coming = new Set<Shown>();
  readonly #fresh = new Set<Shown>();
  readonly #round = new Set<Shown>();
  /** Badges that are out of sight already, and are taken away with the next change. */
  readonly #going = new Set<Element>();
  /** What is done of the round. */
  #done: Shown[] = [];
  #hasMoved = false;
  #quietRounds = QUIET_ROUNDS;
  /** Milliseconds that the last round took, and fresh badges last. */
  #spent = 0;
  #freshSpent = 0;
  #freshEnd = Number.NEGATIVE_INFINITY;
  #turn: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param look of badges until they are to look otherwise
   * @param insert puts a new badge on the page
   * @param onPlaced told in each frame after badges were placed
   */
  constructor(
    host: OverlayHost,
    frame: AfterLayout,
    look: BadgeLook,
    insert: (shown: Shown) => void,
    onPlaced: () => void,
  ) {
    this.#host = host;
    this.#dress = look;
    this.#insert = insert;
    this.#frame = frame;
    this.#onPlaced = onPlaced;
    this.view = new FrameView(host.screen, () => this.moved());
  }

  get isAwake(): boolean {
    return this.#frame.awaits(this.#follow);
  }

  /** Places a new badge: at once, or if it has come by itself together with others that come in the rest after some. */
  add(shown: Shown): void {
    this.shown.add(shown);
    this.#coming.add(shown);
    const rest = shown.content.kind === 'verdict' ? this.#rest : 0;
    if (rest === 0) this.#layOut();
    else this.#layOutIn(rest);
  }

  /** Places a badge anew that says something else. */
  change(shown: Shown): void {
    shown.size = undefined;
    shown.written = undefined;
    if (this.#coming.has(shown)) return;
    this.#fresh.add(shown);
    this.#request();
  }

  /** Places all badges anew, which look otherwise now. */
  dress(look: BadgeLook): void {
    this.#dress = look;
    for (const shown of this.shown) {
      shown.size = undefined;
      shown.written = undefined;
      shown.choice = 0;
    }
    this.moved();
  }

  /** Takes a badge away: out of sight at once, and off the page together with others. */
  remove(shown: Shown): void {
    const { badge } = shown;
    for (const set of [this.shown, this.#coming, this.#fresh, this.#round]) set.delete(shown);
    this.#frame.write(() => {
      badge.hidden = true;
    });
    this.#going.add(badge);
    if (this.shown.size === 0) this.stop();
    else {
      // Never at once: it may be the page's reading that has it removed.
      this.#layOutIn(this.#rest);
      this.stirred();
    }
  }

  /** Something moves: has the badges follow their pictures from the next frame on. */
  moved(): void {
    this.#quietRounds = 0;
    this.#request();
  }

  /** Something changed: has a look soon whether pictures were moved, covered or uncovered by it. */
  stirred(): void {
    if (this.shown.size === 0 || this.isAwake) return;
    this.#look ??= setTimeout(
      () => {
        this.#look = undefined;
        this.#quietRounds = Math.min(this.#quietRounds, QUIET_ROUNDS - 1);
        this.#request();
      },
      Math.max(lookPause(), this.#spent * REST),
    );
  }

  stop(): void {
    this.#takeAway();
    for (const set of [this.shown, this.#coming, this.#fresh, this.#round]) set.clear();
    this.#frame.forget(this.#follow);
    this.#watch.stop();
    this.view.stop();
    clearTimeout(this.#turn);
    clearTimeout(this.#look);
    this.#turn = undefined;
    this.#look = undefined;
  }

  #request(): void {
    if (this.shown.size === 0) return;
    this.#host.attach();
    this.#frame.read(this.#follow);
  }

  /** How long badges that come or go now have to wait for others, in milliseconds. */
  get #rest(): number {
    // What comes before the next frame comes with it.
    if (this.#fresh.size > 0) return 0;
    const isMoving = this.#quietRounds < QUIET_ROUNDS;
    const rest = Math.max(freshPause(isMoving), this.#freshSpent * REST);
    return Math.max(0, this.#freshEnd + rest - performance.now());
  }

  #layOutIn(milliseconds: number): void {
    this.#turn ??= setTimeout(() => this.#layOut(), milliseconds);
  }

  #takeAway(): void {
    const going = [...this.#going];
    this.#going.clear();
    this.#frame.write(() => {
      for (const badge of going) badge.remove();
    });
  }

  #layOut(): void {
    clearTimeout(this.#turn);
    this.#turn = undefined;
    this.#freshEnd = performance.now();
    this.#takeAway();
    if (this.#coming.size === 0) return;
    for (const shown of this.#coming) {
      this.#insert(shown);
      this.#fresh.add(shown);
    }
    this.#coming.clear();
    this.#request();
  }

  #place(): void {
    this.view.refresh();
    const placed = this.#quietRounds < QUIET_ROUNDS ? this.#placeAll() : this.#placeFresh();
    if (this.#fresh.size > 0 || this.#quietRounds < QUIET_ROUNDS) this.#request();
    else this.#settle(placed);
    this.#frame.write(this.#onPlaced);
  }

  #placeAll(): Iterable<Shown> {
    const begin = performance.now();
    if (this.#round.size === 0) {
      for (const shown of this.shown) if (!this.#coming.has(shown)) this.#round.add(shown);
      this.#fresh.clear();
      this.#done = [];
      this.#hasMoved = false;
      this.#spent = 0;
      const elements = [...this.#round].map(elementOf);
      this.#frame.write(() => this.#host.riseAbove(elements));
    }
    const isLast = this.#quietRounds + 1 >= QUIET_ROUNDS;
    const hasMoved = placeBadges(this.#round, this.#done, this.#glance(isLast));
    this.#spent += performance.now() - begin;
    if (hasMoved) this.#watch.stop();
    this.#hasMoved ||= hasMoved;
    if (this.#round.size === 0) this.#quietRounds = this.#hasMoved ? 0 : this.#quietRounds + 1;
    return this.shown;
  }

  #placeFresh(): Iterable<Shown> {
    const begin = performance.now();
    const fresh = [...this.#fresh];
    const others = [...this.shown].filter((shown) => !this.#fresh.has(shown));
    this.#frame.write(() => this.#host.riseAbove(fresh.map(elementOf), true));
    placeBadges(this.#fresh, others, this.#glance(true));
    this.#freshEnd = performance.now();
    this.#freshSpent = this.#freshEnd - begin;
    return fresh;
  }

  #glance(isThorough: boolean): Glance {
    const write = (work: () => void) => this.#frame.write(work);
    const { badgeCorner: corner, badgeSize } = this.#dress;
    const [origin, view, dot] = [this.#host.map(), this.view.part, dotSides[badgeSize]];
    return { origin, view, corner, dot, isThorough, write };
  }

  /** Nothing has moved: what may move next tells by itself, but for animations that hold still for a while. */
  #settle(shown: Iterable<Shown>): void {
    const placed = [...shown].filter(({ place }) => place);
    for (const { anchor, seen } of placed) if (seen) this.#watch.watch(anchor.element, seen);
    const elements = placed.map(elementOf);
    const animations = Document.prototype.getAnimations.call(document);
    if (animations.some((animation) => moves(animation, elements))) this.stirred();
  }
}

const elementOf = ({ anchor }: Shown): Element => anchor.element;

function moves({ playState, effect }: Animation, elements: readonly Element[]): boolean {
  if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return false;
  const { target } = effect;
  if (!target || !elements.some((element) => isWithin(element, target))) return false;
  return effect.getKeyframes().some((frame) => Object.keys(frame).some((key) => MOVING.test(key)));
}
