import { type CDPSession, expect } from '@playwright/test';
import type { ExtensionBrowser } from '../../../scripts/extension-browser';
import { debugBrowser, TargetSession } from './target-session';

/** Debugger's sessions with the offscreen document and the engine's workers in it. */
export class EngineTargets {
  readonly document: TargetSession;
  readonly #session: CDPSession;
  readonly #workers: TargetSession[] = [];

  private constructor(session: CDPSession, document: TargetSession) {
    this.#session = session;
    this.document = document;
  }

  /** @throws Error when the offscreen document is not open */
  static async open({ context, id }: ExtensionBrowser): Promise<EngineTargets> {
    const session = await debugBrowser(context);
    const { targetInfos } = await session.send('Target.getTargets');
    const found = targetInfos.find(
      ({ type, url }) => type === 'background_page' && url.includes(id),
    );
    if (!found) throw new Error('The offscreen document is not open');
    const targets = new EngineTargets(session, await TargetSession.attach(session, found.targetId));
    await targets.document.onWorker((worker, url) => {
      // The service worker comes along.
      if (/\/worker-/.test(url)) targets.#workers.push(worker);
    });
    return targets;
  }

  /** The worker that was started last, if there is one. */
  get lastWorker(): TargetSession | undefined {
    return this.#workers.at(-1);
  }

  /** Lets go of all of them. */
  close(): Promise<void> {
    return this.#session.detach();
  }

  /** The worker that was started last, once there have been so many. */
  async worker(count = 1): Promise<TargetSession> {
    await expect.poll(() => this.#workers.length).toBeGreaterThanOrEqual(count);
    return this.#workers.at(-1) as TargetSession;
  }
}
