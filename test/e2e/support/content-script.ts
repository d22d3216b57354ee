import type { Page } from '@playwright/test';
import type { Outcome } from '../../../src/core/outcome';
import type { PictureReference, Question, Reply } from '../../../src/messaging/protocol';
import { IsolatedWorld } from './isolated-world';
import type { Sightline } from './sightline';

/** What of a question a test may say; a picture's bytes cannot go this way. */
type RawQuestion = { readonly picture: Exclude<PictureReference, { kind: 'bytes' }> } & Partial<
  Pick<Question, 'priority' | 'backdrop'>
>;

/** Speaks to the worker out of the world of Sightline's content script in a page's top frame. */
export class ContentScript {
  readonly #world: IsolatedWorld;
  #questions = 0;

  private constructor(world: IsolatedWorld) {
    this.#world = world;
  }

  static async of(page: Page, { id }: Sightline): Promise<ContentScript> {
    return new ContentScript(await IsolatedWorld.open(page, id));
  }

  /** Asks the worker about a picture, and throws what the worker threw. */
  async ask(question: RawQuestion): Promise<Outcome> {
    const id = `test ${this.#questions++}`;
    const payload = [{ id, priority: 'asked', backdrop: '#ffffff', ...question }];
    const call = JSON.stringify({ id: 0, method: 'classify', payload });
    // An error would arrive here as an empty object.
    const unpack = '({ ok, value, error }) => ({ ok, value, error: error?.message })';
    const reply = (await this.#world.evaluate(`new Promise((resolve) => {
      const port = chrome.runtime.connect();
      port.onDisconnect.addListener(() => resolve({ ok: false, error: 'The port was closed' }));
      // It stays open: with a port of it all that a page has asked is given up.
      port.onMessage.addListener(({ reply }) => resolve((${unpack})(reply)));
      port.postMessage(${call});
    })`)) as Extract<Reply, { ok: true }> | { readonly ok: false; readonly error: string };
    if (!reply.ok) throw new Error(reply.error);
    return reply.value as Outcome;
  }
}
