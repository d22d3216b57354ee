import browser from 'webextension-polyfill';
import { type Failed, failed, type Outcome, type Skipped, skipped } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';
import { type Priority, priorities } from '../core/priority-queue';
import { judge } from '../core/verdict';
import { ask } from './ask';
import { Overlay } from './overlay';

/** Smallest width and height, in CSS pixels, of a picture that is labelled without being asked. */
const SMALLEST = 64;

/** Questions that one frame has under way at once: enough to keep download, decoding and engine busy. */
const IN_FLIGHT = 6;

interface Picture {
  readonly element: HTMLImageElement;
  /** Address of the picture that state, outcome and question are about. */
  source: string;
  state: 'idle' | 'waiting' | 'asking' | 'answered';
  outcome: Outcome | undefined;
  question: AbortController | undefined;
  byHand: boolean;
  isNear: boolean;
  isOnScreen: boolean;
  isLarge: boolean;
}

/** Sees to it that each picture of a frame gets its label, or its reason. */
export class Labeller {
  // Holds only pictures that are on the page: the finder tells of those that leave.
  readonly #pictures = new Map<HTMLImageElement, Picture>();
  readonly #overlay: Overlay;
  readonly #waiting = new Set<Picture>();
  readonly #onChange: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #onScreen = new IntersectionObserver((entries) => {
    this.#seen(entries, (picture, yes) => {
      picture.isOnScreen = yes;
    });
    this.#overlay.stirred();
  });
  readonly #near = new IntersectionObserver(
    (entries) =>
      this.#seen(entries, (picture, yes) => {
        picture.isNear = yes;
      }),
    { rootMargin: '50%' },
  );
  readonly #sizes = new ResizeObserver((entries) => this.#measure(entries));
  #soon: ReturnType<typeof setTimeout> | undefined;
  #unsettled = new Set<HTMLImageElement>();
  #missing: Trouble[] = [];
  #isAutomatic = false;
  #inFlight = 0;

  /**
   * @param onChange told when the report has changed
   * @param onError told of errors that are not an outcome
   * @param signal ends the labelling and takes all badges away
   */
  constructor(onChange: () => void, onError: (error: unknown) => void, signal: AbortSignal) {
    this.#onChange = onChange;
    this.#onError = onError;
    this.#overlay = new Overlay((element) => this.#isVisible(element), signal);
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Switches automatic labelling on, or off with all badges gone. */
  set isAutomatic(on: boolean) {
    if (on === this.#isAutomatic) return;
    this.#isAutomatic = on;
    if (!on) this.#missing = [];
    for (const picture of this.#pictures.values()) {
      if (!on) this.#reset(picture);
      this.#consider(picture);
    }
    this.#askNext();
    this.#onChange();
  }

  /** Takes down that somebody asked for a picture which is not, or no longer, on the page. */
  miss(url: string): void {
    this.#missing.push(troubleOf(url, failed('gone')));
    this.#onChange();
  }

  /** Classifies a picture because somebody asked for it. */
  classify(element: HTMLImageElement): void {
    this.found(element);
    const picture = this.#pictures.get(element) as Picture;
    this.#settle(picture);
    if (picture.outcome?.kind === 'scored') return;
    // One that is under way or waiting already is asked about anew, ahead of all others.
    this.#reset(picture);
    picture.byHand = true;
    this.#overlay.show(element, { kind: 'pending' });
    this.#consider(picture);
    this.#askNext();
  }

  /** Asks anew what was under way when the page went into the back/forward cache: those answers are lost. */
  resume(): void {
    for (const picture of this.#pictures.values()) {
      if (picture.state !== 'asking') continue;
      picture.question?.abort();
      picture.state = 'idle';
      this.#consider(picture);
    }
    this.#askNext();
  }

  /** A picture is on the page. */
  found(element: HTMLImageElement): void {
    if (this.#pictures.has(element)) return;
    this.#pictures.set(element, {
      element,
      source: '',
      state: 'idle',
      outcome: undefined,
      question: undefined,
      byHand: false,
      isNear: false,
      isOnScreen: false,
      isLarge: false,
    });
    this.#near.observe(element);
    this.#onScreen.observe(element);
    this.#sizes.observe(element);
  }

  /** It has left the page. */
  lost(element: HTMLImageElement): void {
    const picture = this.#pictures.get(element);
    if (!picture) return;
    this.#pictures.delete(element);
    this.#near.unobserve(element);
    this.#onScreen.unobserve(element);
    this.#sizes.unobserve(element);
    this.#reset(picture);
    this.#onChange();
  }

  /** It may show another picture now. */
  changed(element: HTMLImageElement): void {
    // Mutation observers run before the browser has chosen the new source: look again after it has.
    if (this.#unsettled.size === 0) {
      setTimeout(() => {
        const unsettled = this.#unsettled;
        this.#unsettled = new Set();
        for (const each of unsettled) {
          const picture = this.#pictures.get(each);
          if (picture) this.#settle(picture);
        }
        this.#askNext();
      });
    }
    this.#unsettled.add(element);
  }

  /** Something may have moved pictures. */
  stirred(): void {
    this.#overlay.stirred();
  }

  /** Drops what is known of another picture than the one that the element shows now. */
  #settle(picture: Picture): void {
    const source = sourceOf(picture.element);
    if (picture.source !== source) {
      this.#reset(picture);
      picture.source = source;
      this.#onChange();
    }
    this.#consider(picture);
  }

  #reset(picture: Picture): void {
    this.#waiting.delete(picture);
    picture.question?.abort();
    picture.question = undefined;
    picture.outcome = undefined;
    picture.state = 'idle';
    picture.byHand = false;
    this.#overlay.hide(picture.element);
  }

  #seen(
    entries: readonly IntersectionObserverEntry[],
    note: (picture: Picture, yes: boolean) => void,
  ): void {
    for (const { target, isIntersecting } of entries) {
      const picture = this.#pictures.get(target as HTMLImageElement);
      if (!picture) continue;
      note(picture, isIntersecting);
      this.#settle(picture);
    }
    // The two observers call back in no order: what is near may be known before what is on screen.
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#askNext();
    });
  }

  #measure(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, contentRect } of entries) {
      const picture = this.#pictures.get(target as HTMLImageElement);
      if (!picture) continue;
      picture.isLarge = Math.min(contentRect.width, contentRect.height) >= SMALLEST;
      if (!picture.isLarge && !picture.byHand && picture.state !== 'idle') this.#reset(picture);
      this.#settle(picture);
    }
    this.#askNext();
    this.#overlay.stirred();
  }

  #isWanted({ element, source, byHand, isNear, isLarge }: Picture): boolean {
    if (source === '') return false;
    return byHand || (this.#isAutomatic && element.complete && isNear && isLarge);
  }

  #consider(picture: Picture): void {
    const isWanted = this.#isWanted(picture);
    if (picture.state === 'idle' && isWanted) {
      picture.state = 'waiting';
      this.#waiting.add(picture);
    } else if (picture.state === 'waiting' && !isWanted) {
      picture.state = 'idle';
      this.#waiting.delete(picture);
    }
  }

  #askNext(): void {
    for (;;) {
      const next = mostPressing(this.#waiting);
      // What somebody asked for does not wait for a place.
      if (!next || (this.#inFlight >= IN_FLIGHT && !next.byHand)) return;
      void this.#ask(next);
    }
  }

  async #ask(picture: Picture): Promise<void> {
    const { source } = picture;
    const question = new AbortController();
    this.#waiting.delete(picture);
    picture.question = question;
    picture.state = 'asking';
    this.#inFlight++;
    try {
      const outcome = await this.#outcomeOf(picture, question.signal);
      if (question.signal.aborted) return;
      if (sourceOf(picture.element) !== source) {
        this.#settle(picture);
        return;
      }
      picture.state = 'answered';
      picture.outcome = outcome;
      this.#show(picture, outcome);
      this.#onChange();
    } finally {
      this.#inFlight--;
      this.#askNext();
    }
  }

  async #outcomeOf(picture: Picture, signal: AbortSignal): Promise<Outcome> {
    // What the browser did not load (it is broken, blocked, forbidden by the page) nobody fetches unasked.
    if (!picture.byHand && isBroken(picture.element) && isElsewhere(picture.source)) {
      return skipped('not-shown');
    }
    try {
      return await ask(picture.source, priorityOf(picture), signal);
    } catch (error) {
      this.#onError(error);
      return failed('interrupted', (error as Error).message);
    }
  }

  #show({ element, byHand }: Picture, outcome: Outcome): void {
    if (outcome.kind === 'scored') {
      this.#overlay.show(element, { kind: 'verdict', verdict: judge(outcome.scores) });
    } else if (byHand) {
      const text = browser.i18n.getMessage(`reason_${outcome.reason.replaceAll('-', '_')}`);
      this.#overlay.show(element, { kind: 'trouble', text });
    }
  }

  #isVisible(element: HTMLElement): boolean {
    const picture = this.#pictures.get(element as HTMLImageElement);
    return (
      picture?.isOnScreen === true &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  }

  /** What became of the pictures of this frame. */
  report(): PageReport {
    const pictures = [...this.#pictures.values()];
    const troubles = pictures.flatMap(({ source, outcome }) =>
      !outcome || outcome.kind === 'scored' ? [] : [troubleOf(source, outcome)],
    );
    return {
      labelled: pictures.filter(({ outcome }) => outcome?.kind === 'scored').length,
      waiting: pictures.filter(({ state }) => state === 'waiting' || state === 'asking').length,
      troubles: [...this.#missing, ...troubles].slice(-maxTroubles),
    };
  }

  #end(): void {
    this.#near.disconnect();
    this.#onScreen.disconnect();
    this.#sizes.disconnect();
    clearTimeout(this.#soon);
    for (const { question } of this.#pictures.values()) question?.abort();
    this.#pictures.clear();
    this.#waiting.clear();
  }
}

function mostPressing(waiting: Iterable<Picture>): Picture | undefined {
  let best: Picture | undefined;
  for (const picture of waiting) {
    if (!best || rankOf(picture) < rankOf(best)) best = picture;
  }
  return best;
}

/** Address of the picture that an element shows, or is to show once it is loaded. */
const sourceOf = ({ currentSrc, src }: HTMLImageElement): string => currentSrc || src;

const isBroken = ({ complete, naturalWidth }: HTMLImageElement): boolean =>
  complete && naturalWidth === 0;

const isElsewhere = (url: string): boolean =>
  URL.canParse(url) && /^https?:/.test(url) && new URL(url).origin !== self.origin;

const rankOf = (picture: Picture): number => priorities.indexOf(priorityOf(picture));

const priorityOf = ({ byHand, isOnScreen }: Picture): Priority =>
  byHand ? 'asked' : isOnScreen ? 'on-screen' : 'near';

/** Addresses can be long, data: ones above all; the beginning is enough to recognise them by. */
const troubleOf = (address: string, outcome: Skipped | Failed): Trouble => ({
  address: address.slice(0, 200),
  reason: outcome.reason,
  ...(outcome.kind === 'failed' && outcome.detail !== undefined ? { detail: outcome.detail } : {}),
});
