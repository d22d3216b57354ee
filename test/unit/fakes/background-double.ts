import type { Incident } from '../../../src/core/incident';
import type { Outcome } from '../../../src/core/outcome';
import type { PageReport } from '../../../src/core/page-report';
import type { LineCall, LineReply } from '../../../src/messaging/line';
import type { Envelope, Question } from '../../../src/messaging/protocol';
import type { FakeContext, FakeExtension } from './extension';
import type { FakePort } from './port';

/** A service worker as content scripts see it: writes down what it hears, and answers as the test says. */
export class BackgroundDouble {
  readonly questions: Question[] = [];
  /** Methods that it was asked, in order. */
  readonly asked: string[] = [];
  readonly reports: PageReport[] = [];
  /** Lists of failures, as they came. */
  readonly failures: (readonly Incident[])[] = [];
  readonly context: FakeContext;
  answer: (url: string) => Outcome = () => ({ kind: 'skipped', reason: 'empty' });

  /** @param tab of all pages that ask */
  constructor(extension: FakeExtension, tab = 1) {
    this.context = extension.page();
    this.context.listeners.add((message, _, respond) => {
      const { to, method, payload } = message as Envelope;
      if (to !== 'background') return undefined;
      this.asked.push(method);
      const [details] = payload;
      if (method === 'report') this.reports.push(details as PageReport);
      if (method === 'failed') this.failures.push(details as readonly Incident[]);
      if (method === 'bringOverlay') {
        void import('../../../src/content/overlay.iife').then(() => respond({ ok: true }));
        return true;
      }
      respond({ ok: true, value: method === 'tab' ? tab : undefined });
      return true;
    });
    this.context.onConnect.addListener((opened) => {
      const port = opened as FakePort;
      port.onMessage.addListener((call) => {
        const { id, method, payload } = call as LineCall;
        this.asked.push(method);
        const value = method === 'classify' ? this.#ask(payload[0]) : undefined;
        port.postMessage({ id, reply: { ok: true, value } } satisfies LineReply);
      });
    });
  }

  #ask(details: unknown): Outcome {
    const { picture, ...question } = details as Question;
    this.questions.push({ picture, ...question });
    return this.answer(picture.kind === 'address' ? picture.url : '');
  }
}
