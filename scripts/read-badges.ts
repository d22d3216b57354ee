import type { CDPSession, Frame, Page } from '@playwright/test';
import {
  readBadges,
  readButtons,
  readCard,
  readCardTexts,
  readNotices,
  readOutlines,
} from './read-overlay';

/** A badge as a person sees it. */
export interface SeenBadge {
  /** Its text, such as "Egyptian cat" and "93%", without the "probably" before it; of a dot, what it would say. */
  readonly name: string;
  readonly percent: string;
  /** 'verdict' for a label, 'unsure' where there is none for want of certainty, 'pending' or 'trouble'. */
  readonly kind: string;
  /** How a label is put: 'plain', 'probably' or 'maybe'; empty where there is none. */
  readonly certainty: string;
  /** Whether it is a mere dot, because its picture is small. */
  readonly isDot: boolean;
  /** Its box in CSS pixels of the page's viewport. */
  readonly box: Box;
}

/** One text of a card. */
export interface CardText {
  readonly shown: string;
  /** What screen readers say instead, or of what is in it. */
  readonly said: string;
  readonly direction: string;
  /** Whether it reaches out of its place, its card, or the window. */
  readonly isCut: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Whether a badge is Sightline's last word on a picture that it has looked at. */
export const isAnswer = (badge: SeenBadge | undefined): badge is SeenBadge =>
  badge?.kind === 'verdict' || badge?.kind === 'unsure';

/** The part of the debugger's picture of a page that is read here. */
interface DomNode {
  readonly backendNodeId: number;
  readonly nodeName: string;
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
  readonly shadowRootType?: string;
  readonly contentDocument?: DomNode;
}

/** A document's closed root in which badges may be, and the frames on the way to it. */
interface Overlay {
  readonly root: DomNode;
  readonly frames: readonly DomNode[];
}

const ORIGIN: Point = { x: 0, y: 0 };

/** Reads the badges on a page through the debugger: the page itself cannot see into the closed shadow root. */
export class BadgeReader {
  readonly #page: Page;
  readonly #session: CDPSession;
  /** Frames that the browser keeps in processes of their own have sessions of their own. */
  readonly #frameSessions = new Map<Frame, CDPSession>();

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async open(page: Page): Promise<BadgeReader> {
    return new BadgeReader(page, await page.context().newCDPSession(page));
  }

  /** The badges that are to be seen now, in all frames, in no order. */
  async badges(): Promise<SeenBadge[]> {
    return (await this.#inOverlays(readBadges)).flatMap(({ found, at }) =>
      found.map((badge) => ({
        ...badge,
        box: { ...badge.box, x: badge.box.x + at.x, y: badge.box.y + at.y },
      })),
    );
  }

  /** The most likely names that the open card lists, with percentages; empty when none is open. */
  async card(): Promise<{ name: string; percent: string }[]> {
    return (await this.#inOverlays(readCard)).flatMap(({ found }) => found);
  }

  /** All that the card says which is open, also to screen readers. */
  async cardTexts(): Promise<CardText[]> {
    return (await this.#inOverlays(readCardTexts)).flatMap(({ found }) => found);
  }

  /** The buttons of the open card, with the middle of each, and whether it lies still enough to be pressed by a pointer. */
  async cardButtons(): Promise<
    { name: string; x: number; y: number; isFocused: boolean; takesPointer: boolean }[]
  > {
    return (await this.#inOverlays(readButtons)).flatMap(({ found, at }) =>
      found.map((button) => ({ ...button, x: button.x + at.x, y: button.y + at.y })),
    );
  }

  /** What the notices say that are to be seen now. */
  async notices(): Promise<string[]> {
    return (await this.#inOverlays(readNotices)).flatMap(({ found }) => found);
  }

  /** Where pictures are outlined now, in CSS pixels of the page's viewport. */
  async outlines(): Promise<Box[]> {
    return (await this.#inOverlays(readOutlines)).flatMap(({ found, at }) =>
      found.map((box) => ({ ...box, x: box.x + at.x, y: box.y + at.y })),
    );
  }

  /** Reads every overlay of the page by a function that runs with its root as `this`. */
  async #inOverlays<T>(read: (this: ShadowRoot) => T): Promise<{ found: T; at: Point }[]> {
    const results: { found: T; at: Point }[] = [];
    // Without frames there is nothing to look for below the children of the root element.
    const depth = this.#page.frames().length > 1 ? -1 : 2;
    for (const { session, frame } of await this.#sessions()) {
      for (const { root, frames } of await overlaysOf(session, depth)) {
        const found = await callOn(session, root, read);
        if (found === undefined) continue;
        let at = frame ? await offsetOf(frame) : ORIGIN;
        for (const owner of frames) at = add(at, await callOn(session, owner, contentOrigin));
        results.push({ found, at });
      }
    }
    return results;
  }

  /** The session of the page, and those of the frames that have their own. */
  async #sessions(): Promise<{ session: CDPSession; frame?: Frame }[]> {
    const sessions: { session: CDPSession; frame?: Frame }[] = [{ session: this.#session }];
    for (const frame of this.#page.frames()) {
      if (frame === this.#page.mainFrame()) continue;
      const session = this.#frameSessions.get(frame) ?? (await this.#openSession(frame));
      if (session) sessions.push({ session, frame });
    }
    return sessions;
  }

  async #openSession(frame: Frame): Promise<CDPSession | undefined> {
    try {
      const session = await this.#page.context().newCDPSession(frame);
      this.#frameSessions.set(frame, session);
      session.once('close', () => this.#frameSessions.delete(frame));
      return session;
    } catch {
      // It is part of its parent's session.
      return undefined;
    }
  }
}

/** The overlays of a session's documents: the closed roots directly below the root elements. */
async function overlaysOf(session: CDPSession, depth: number): Promise<Overlay[]> {
  try {
    const { root } = await session.send('DOM.getDocument', { depth, pierce: true });
    return [...overlaysIn(root, [])];
  } catch {
    // The frame went, or its document is being replaced.
    return [];
  }
}

function* overlaysIn(document: DomNode, frames: readonly DomNode[]): Iterable<Overlay> {
  for (const element of document.children?.flatMap(({ children = [] }) => children) ?? []) {
    for (const root of element.shadowRoots ?? []) {
      if (element.nodeName === 'DIV' && root.shadowRootType === 'closed') yield { root, frames };
    }
  }
  for (const node of descendants(document)) {
    if (node.contentDocument) yield* overlaysIn(node.contentDocument, [...frames, node]);
  }
}

/** A node and all below it, shadow roots included, frames not. */
function* descendants(node: DomNode): Iterable<DomNode> {
  yield node;
  for (const child of node.children ?? []) yield* descendants(child);
  for (const root of node.shadowRoots ?? []) yield* descendants(root);
}

/**
 * Runs a function in the page with a node as `this`; nothing where the node has gone meanwhile.
 *
 * @throws Error when the function does
 */
async function callOn<T, E>(
  session: CDPSession,
  { backendNodeId }: DomNode,
  call: (this: E) => T,
): Promise<T | undefined> {
  const answer = await answerOf(session, backendNodeId, call.toString());
  const { exception, text } = answer?.exceptionDetails ?? {};
  if (text !== undefined) throw new Error(exception?.description ?? text);
  return answer?.result.value as T | undefined;
}

async function answerOf(session: CDPSession, backendNodeId: number, functionDeclaration: string) {
  try {
    const { object } = await session.send('DOM.resolveNode', { backendNodeId });
    const { objectId } = object;
    if (objectId === undefined) return undefined;
    const call = { objectId, functionDeclaration, returnByValue: true };
    const answer = await session.send('Runtime.callFunctionOn', call);
    await session.send('Runtime.releaseObject', { objectId });
    return answer;
  } catch {
    // The node went, or all of its page.
    return undefined;
  }
}

/** Where a frame's content begins in the page's viewport. */
async function offsetOf(frame: Frame): Promise<Point> {
  const parent = frame.parentFrame();
  if (!parent) return ORIGIN;
  const outer = await offsetOf(parent);
  try {
    const owner = await frame.frameElement();
    return add(outer, await owner.evaluate(frameOrigin));
  } catch {
    // It went meanwhile.
    return outer;
  }
}

const add = (one: Point, other: Point = ORIGIN): Point => ({
  x: one.x + other.x,
  y: one.y + other.y,
});

// These run in the page. No function in them has a name: tsx would have it call a helper that is not there.

function frameOrigin(frame: Node): Point {
  const { clientLeft, clientTop } = frame as Element;
  const { x, y } = (frame as Element).getBoundingClientRect();
  return { x: x + clientLeft, y: y + clientTop };
}

function contentOrigin(this: Element): Point {
  const { x, y } = this.getBoundingClientRect();
  return { x: x + this.clientLeft, y: y + this.clientTop };
}
