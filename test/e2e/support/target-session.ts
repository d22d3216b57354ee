import type { BrowserContext, CDPSession } from '@playwright/test';
import { withDeadline } from '../../../src/messaging/deadline';

/** Milliseconds for a target to answer the debugger. */
const LIMIT = 10_000;

type Listener = (params: Record<string, unknown>) => void;

/** What commands and events travel through. */
interface Wire {
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, listener: Listener): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

let lastId = 0;

/** A debugger's session with the browser as a whole. */
export async function debugBrowser(context: BrowserContext): Promise<CDPSession> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser takes no debugger');
  return session;
}

/**
 * A debugger's session with a target that Playwright has none for, such as the offscreen document and its workers:
 * commands to it travel as text in the session of whoever holds it.
 */
export class TargetSession implements Wire {
  readonly #parent: Wire;
  readonly #sessionId: string;
  readonly #open = new Map<number, (message: Message) => void>();
  readonly #listeners = new Map<string, Set<Listener>>();

  private constructor(parent: Wire, sessionId: string) {
    this.#parent = parent;
    this.#sessionId = sessionId;
    parent.on('Target.receivedMessageFromTarget', ({ sessionId: of, message }) => {
      if (of === sessionId) this.#take(JSON.parse(message as string));
    });
  }

  static async attach(session: CDPSession, targetId: string): Promise<TargetSession> {
    const { sessionId } = await session.send('Target.attachToTarget', { targetId });
    return new TargetSession(session as unknown as Wire, sessionId);
  }

  /** Calls back with a session for each worker of the target, now and later. */
  async onWorker(callback: (worker: TargetSession, url: string) => void): Promise<void> {
    this.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const { url } = targetInfo as { url: string };
      callback(new TargetSession(this, sessionId as string), url);
    });
    const params = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
    await this.send('Target.setAutoAttach', params);
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  /** @throws Error when the target refuses, or does not answer in time */
  async send(method: string, params: object = {}): Promise<unknown> {
    const id = ++lastId;
    const answer = new Promise<Message>((resolve) => this.#open.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.#parent.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message });
    try {
      const { result, error } = await withDeadline(LIMIT, answer);
      if (error) throw new Error(`${method}: ${error.message}`);
      return result;
    } finally {
      this.#open.delete(id);
    }
  }

  /** Sends what is not answered, because it ends or stops the target. */
  async order(method: string, params: object = {}): Promise<void> {
    const message = JSON.stringify({ id: ++lastId, method, params });
    await this.#parent.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message });
  }

  #take(message: Message): void {
    if (message.id !== undefined) this.#open.get(message.id)?.(message);
    for (const listener of this.#listeners.get(message.method ?? '') ?? []) {
      listener(message.params ?? {});
    }
  }
}
