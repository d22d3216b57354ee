import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { Outcome } from '../../../src/core/outcome';
import type { Question, Reply } from '../../../src/messaging/protocol';
import type { Remembered } from '../../../src/storage/history';
import { type FakeContext, FakeExtension } from './extension';
import { FakeOffscreenDocument } from './offscreen-document';

/** The real one, also where a test has time stand still. */
const immediate = setImmediate;

/** The service worker's real code, in a browser with an offscreen document that the test leads. */
export class Background {
  readonly extension = new FakeExtension();
  readonly offscreen = new FakeOffscreenDocument(this.extension);

  static async start(): Promise<Background> {
    vi.stubGlobal('indexedDB', new IDBFactory());
    const background = new Background();
    await background.restart();
    return background;
  }

  /** The user allows rules of the browser, which has the extension start anew. */
  async allowRules(): Promise<void> {
    this.extension.sessionRules.areAllowed = true;
    await this.restart();
  }

  /** Kills the service worker, if there is one, and starts it anew. */
  async restart(): Promise<void> {
    await this.extension.startWorker(() => import('../../../src/background/main'));
    // What it does at each start is over before a test looks at storage.
    const { items } = this.extension.session;
    const isReached = () => items.has('pages-reached') || items.has('private-pages-reached');
    while (!isReached()) await new Promise((resolve) => immediate(resolve));
  }

  /** Sends a message and throws what the other side threw. */
  async send(from: FakeContext, method: string, ...payload: unknown[]): Promise<unknown> {
    const answer = ['classify', 'cancel', 'prioritise'].includes(method)
      ? await from.line.call(method, ...payload)
      : ((await this.extension.broadcast(from, { to: 'background', method, payload })) as Reply);
    if (!answer.ok) throw answer.error;
    return answer.value;
  }

  async ask(from: FakeContext, question: Question): Promise<Outcome> {
    return (await this.send(from, 'classify', question)) as Outcome;
  }

  /** Somebody uses the extension's menu in a tab, so that its frames may say that they are asked by hand. */
  useMenu(tab = 1): void {
    this.extension.events.menuClicked.fire({ menuItemId: 'none' }, { id: tab });
  }

  /** The jobs that have reached the offscreen document, once there are so many. */
  async jobs(count: number) {
    const { jobs } = this.offscreen;
    await vi.waitFor(() => {
      if (jobs.length < count) throw new Error(`${jobs.length} jobs of ${count}`);
    });
    return jobs;
  }

  /** The names of what one of the session's maps holds. */
  kept(map: string): string[] {
    const keys = [...this.extension.session.items.keys()];
    return keys.filter((key) => key.startsWith(`${map}:`)).map((key) => key.slice(map.length + 1));
  }

  /** What the popup would list. */
  async history(): Promise<Remembered[]> {
    vi.resetModules();
    const { recall } = await import('../../../src/storage/history');
    return recall();
  }
}

let questions = 0;

export const question = (
  url = 'https://pictures.example/cat.jpg',
  details: Partial<Question> = {},
): Question => ({
  id: `question ${questions++}`,
  picture: { kind: 'address', url },
  priority: 'on-screen',
  backdrop: '#ffffff',
  ...details,
});
