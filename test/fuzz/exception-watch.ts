import type { BrowserContext, CDPSession } from '@playwright/test';

/** Hears of what nobody catches in the service worker and the offscreen document, and whether they live on. */
export class ExceptionWatch {
  readonly #session: CDPSession;
  readonly #targets: readonly string[];
  /** What was thrown. */
  readonly found: string[] = [];

  private constructor(session: CDPSession, targets: readonly string[]) {
    this.#session = session;
    this.#targets = targets;
  }

  /** Begins to watch those that are there. */
  static async begin(context: BrowserContext): Promise<ExceptionWatch> {
    const session = await context.browser()?.newBrowserCDPSession();
    if (!session) throw new Error('The browser takes no debugger');
    const watch = new ExceptionWatch(session, await targetsOf(session));
    // Playwright has no session for such documents: what they say travels as text in one of the browser's.
    session.on('Target.receivedMessageFromTarget', ({ message }) => watch.#hear(message));
    for (const targetId of watch.#targets) {
      const { sessionId } = await session.send('Target.attachToTarget', { targetId });
      const message = JSON.stringify({ id: 1, method: 'Runtime.enable' });
      await session.send('Target.sendMessageToTarget', { sessionId, message });
    }
    return watch;
  }

  /** Ends the watch; @returns what has gone wrong */
  async end(): Promise<string[]> {
    const left = await targetsOf(this.#session);
    await this.#session.detach();
    const gone = this.#targets.filter((target) => !left.includes(target));
    return [...this.found, ...gone.map(() => 'The worker or the offscreen document has died')];
  }

  #hear(message: string): void {
    const { method, params } = JSON.parse(message);
    if (method !== 'Runtime.exceptionThrown') return;
    const { text, exception } = params.exceptionDetails;
    this.found.push(`Nobody caught: ${exception?.description ?? text}`);
  }
}

async function targetsOf(session: CDPSession): Promise<string[]> {
  const { targetInfos } = await session.send('Target.getTargets');
  return targetInfos
    .filter(({ type, url }) => {
      const isOurs = url.startsWith('chrome-extension://');
      return isOurs && (type === 'background_page' || type === 'service_worker');
    })
    .map(({ targetId }) => targetId);
}
