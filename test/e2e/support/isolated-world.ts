import type { CDPSession, Page } from '@playwright/test';

/** The content script's side of a page, as the debugger sees it: pages cannot reach into it. */
export class IsolatedWorld {
  readonly #session: CDPSession;
  readonly #contextId: number;

  private constructor(session: CDPSession, contextId: number) {
    this.#session = session;
    this.#contextId = contextId;
  }

  /** Finds the content script's world in a page's main frame. */
  static async open(page: Page, extensionId: string): Promise<IsolatedWorld> {
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const found = new Promise<number>((resolve) => {
      session.on('Runtime.executionContextCreated', ({ context }) => {
        const { frameId } = (context.auxData ?? {}) as { frameId?: string };
        const isOurs = context.origin === `chrome-extension://${extensionId}`;
        if (isOurs && frameId === frameTree.frame.id) resolve(context.id);
      });
    });
    await session.send('Runtime.enable');
    return new IsolatedWorld(session, await found);
  }

  /** Evaluates an expression there, and waits for its promise; throws what it throws. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      contextId: this.#contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as T;
  }

  /** How many objects live there, what is garbage not counted, whose prototype an expression gives. */
  async countObjects(prototype: string): Promise<number> {
    const { result } = await this.#session.send('Runtime.evaluate', {
      expression: prototype,
      contextId: this.#contextId,
    });
    // It collects the garbage first.
    const { objects } = await this.#session.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId ?? '',
    });
    const { result: count } = await this.#session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    await this.#session.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
    return count.value as number;
  }
}
