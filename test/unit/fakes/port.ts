import type { LineCall, LineReply } from '../../../src/messaging/line';
import type { Reply } from '../../../src/messaging/protocol';
import { FakeEvent } from './event';
import type { FakeContext, Sender } from './extension';

/** One end of what runtime.connect opens. */
export class FakePort {
  readonly onMessage = new FakeEvent();
  readonly onDisconnect = new FakeEvent();
  readonly #owner: FakeContext;
  readonly sender: Sender | undefined;
  #other: FakePort | undefined;

  private constructor(owner: FakeContext, sender?: Sender) {
    this.#owner = owner;
    this.sender = sender && structuredClone(sender);
    owner.ended.addListener(() => this.disconnect());
  }

  /** Opens a port from one context to another, and has that one listen. */
  static open(from: FakeContext, to: FakeContext | undefined): FakePort {
    const port = new FakePort(from);
    if (to) {
      const end = new FakePort(to, from.sender);
      [port.#other, end.#other] = [end, port];
      setImmediate(() => to.onConnect.fire(end));
    } else {
      setImmediate(port.onDisconnect.fire);
    }
    return port;
  }

  readonly postMessage = (message: unknown): void => {
    if (!this.#owner.isAlive) throw new Error('Extension context invalidated.');
    const other = this.#other;
    if (!other) throw new Error('Attempting to use a disconnected port object');
    const copy = structuredClone(message);
    setImmediate(() => other.#other && other.onMessage.fire(copy));
  };

  readonly disconnect = (): void => {
    const other = this.#other;
    if (!other) return;
    other.#other = undefined;
    this.#other = undefined;
    other.onDisconnect.fire();
  };
}

/** Puts calls to the worker as a content script's line does. */
export class FakeLine {
  readonly #context: FakeContext;
  readonly #waiting = new Map<number, (reply: Reply | Error) => void>();
  #port: FakePort | undefined;
  #calls = 0;

  constructor(context: FakeContext) {
    this.#context = context;
  }

  async call(method: string, ...payload: unknown[]): Promise<Reply> {
    const port = this.port;
    const call: LineCall = { id: this.#calls++, method, payload };
    const reply = await new Promise<Reply | Error>((resolve) => {
      this.#waiting.set(call.id, resolve);
      port.postMessage(call);
    });
    if (reply instanceof Error) throw reply;
    return reply;
  }

  get port(): FakePort {
    if (this.#port) return this.#port;
    const port = this.#context.browser.runtime.connect();
    port.onMessage.addListener((message) => {
      const { id, reply } = message as LineReply;
      this.#waiting.get(id)?.(reply);
    });
    port.onDisconnect.addListener(() => {
      this.#port = undefined;
      for (const answer of this.#waiting.values()) answer(new Error('The port was closed'));
    });
    this.#port = port;
    return port;
  }
}
