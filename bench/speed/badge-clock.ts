import type { CDPSession, Page } from '@playwright/test';
import { withDeadline } from '../../src/messaging/deadline';
import type { Closable } from './part';
import './page-watch';

/** A badge as it was first seen. */
export interface SeenAt {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Its top left corner in CSS pixels of the page; 0 where places are not asked for. */
  readonly x: number;
  readonly y: number;
  /** Whether it has an answer, rather than trouble to tell. */
  readonly isAnswer: boolean;
}

/** Lives in the page, beside the badges. */
interface Recording {
  readonly seen: Map<Element, SeenAt>;
  look(badges: Iterable<Element>): void;
  wanted: number;
  done: (() => void) | undefined;
}

interface DomNode {
  readonly backendNodeId: number;
  readonly nodeName: string;
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

/**
 * Notes when each badge of a page is first to be seen, from within the closed root and with no look from outside
 * meanwhile. Badges that come with the first one, before it is set up, count from its setting up, some
 * milliseconds later.
 */
export class BadgeClock implements Closable {
  readonly #session: CDPSession;
  readonly #recording: string;

  private constructor(session: CDPSession, recording: string) {
    this.#session = session;
    this.#recording = recording;
  }

  /**
   * Waits for the first badge of a page with the page watch in its head, and has the clock run from then on.
   *
   * @param limit milliseconds to wait for it
   * @param withPlaces whether badges' places are wanted, for which the page's layout has to be worked out
   */
  static async open(page: Page, limit: number, withPlaces = false): Promise<BadgeClock> {
    const session = await page.context().newCDPSession(page);
    const first = page.evaluate(() => window.firstBadge);
    await withDeadline(limit, first).catch((error) => {
      throw new Error(`No badge came within ${limit / 1_000} s`, { cause: error });
    });
    const { root } = await session.send('DOM.getDocument', { depth: 2, pierce: true });
    const overlay = closedRootIn(root);
    if (!overlay) throw new Error('The element with the badges is gone');
    const { object } = await session.send('DOM.resolveNode', {
      backendNodeId: overlay.backendNodeId,
    });
    // It would go on to hear of every change of the page.
    await session.send('DOM.disable');
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId as string,
      functionDeclaration: record.toString(),
      arguments: [{ value: withPlaces }],
    });
    return new BadgeClock(session, result.objectId as string);
  }

  /**
   * Waits until a number of badges have been seen.
   *
   * @returns all that have been seen, in the order of their coming
   * @throws Error when there are not as many in time, or one tells of trouble
   */
  async seen(count: number, limit: number): Promise<SeenAt[]> {
    const call = this.#call(enoughSeen, count, true);
    const isEnough = await withDeadline(limit, call).catch(() => false);
    const seen = await this.seenSoFar();
    if (!isEnough) throw new Error(`${seen.length} of ${count} badges within ${limit / 1_000} s`);
    return seen;
  }

  /** @throws Error when one tells of trouble */
  async seenSoFar(): Promise<SeenAt[]> {
    const seen = (await this.#call(allSeen)) as SeenAt[];
    const troubles = seen.filter(({ isAnswer }) => !isAnswer).length;
    if (troubles > 0) throw new Error(`${troubles} of ${seen.length} pictures have no answer`);
    return seen;
  }

  close(): Promise<void> {
    return this.#session.detach();
  }

  async #call(
    call: (this: Recording, count: number) => unknown,
    count = 0,
    awaitPromise = false,
  ): Promise<unknown> {
    const { result } = await this.#session.send('Runtime.callFunctionOn', {
      objectId: this.#recording,
      functionDeclaration: call.toString(),
      arguments: [{ value: count }],
      returnByValue: true,
      awaitPromise,
    });
    return result.value;
  }
}

const closedRootIn = ({ children = [] }: DomNode): DomNode | undefined =>
  children
    .flatMap(({ children: elements = [] }) => elements)
    .filter(({ nodeName }) => nodeName === 'DIV')
    .flatMap(({ shadowRoots = [] }) => shadowRoots)[0];

// These run in the page. No function in them has a name but methods: tsx would have it call a helper that is not there.

function record(this: ShadowRoot, withPlaces: boolean): Recording {
  const recording: Recording = {
    seen: new Map(),
    wanted: Number.POSITIVE_INFINITY,
    done: undefined,
    look(badges) {
      const at = performance.timeOrigin + performance.now();
      for (const badge of badges) {
        if (this.seen.has(badge)) continue;
        if (!badge.matches('.badge:is(.verdict, .unsure, .trouble):not([hidden])')) continue;
        const { x, y } = withPlaces ? badge.getBoundingClientRect() : { x: -scrollX, y: -scrollY };
        const isAnswer = !badge.classList.contains('trouble');
        this.seen.set(badge, { at, x: x + scrollX, y: y + scrollY, isAnswer });
      }
      if (this.seen.size >= this.wanted) this.done?.();
    },
  };
  // A badge is hidden until it has its place.
  new MutationObserver((changes) =>
    recording.look(changes.map(({ target }) => target as Element)),
  ).observe(this, { subtree: true, attributes: true, attributeFilter: ['class', 'hidden'] });
  recording.look(this.querySelectorAll('.badge'));
  return recording;
}

function enoughSeen(this: Recording, count: number): Promise<true> {
  return new Promise((resolve) => {
    this.wanted = count;
    this.done = () => resolve(true);
    this.look([]);
  });
}

function allSeen(this: Recording): SeenAt[] {
  return [...this.seen.values()].sort((one, other) => one.at - other.at);
}
