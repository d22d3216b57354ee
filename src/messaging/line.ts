import type { Address, Answer, Method, Payload, Reply } from './protocol';
import { within } from './send';

/** How a call travels over a line. */
export interface LineCall {
  /** Its answer bears the same. */
  readonly id: number;
  readonly method: string;
  readonly payload: readonly unknown[];
}

/** How its answer travels. */
export interface LineReply {
  readonly id: number;
  readonly reply: Reply;
}

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/**
 * A way to one document of the extension that leads through no other process, and on which nobody else hears. It is
 * laid when it is first used, and anew after it was cut.
 */
export class Line<A extends Address> {
  readonly #lay: (onCut: () => void) => Promise<MessagePort>;
  readonly #waiting = new Map<number, Waiting>();
  #port: Promise<MessagePort> | undefined;
  #calls = 0;

  /** @param lay reaches the document, throws where there is none, and calls back once when it goes */
  constructor(lay: (onCut: () => void) => Promise<MessagePort>) {
    this.#lay = lay;
  }

  /** Whether the document is there, as far as is known without looking for it. */
  get isUp(): boolean {
    return this.#port !== undefined;
  }

  /**
   * @param patience milliseconds to wait for the answer
   * @throws NoAnswerError, LateAnswerError, or whatever the document threw
   */
  ask<M extends Method<A>>(
    method: M,
    payload: Payload<A, M>,
    patience: number,
  ): Promise<Answer<A, M>> {
    const id = this.#calls++;
    return within(patience, () => this.#call({ id, method, payload })).finally(() =>
      this.#waiting.delete(id),
    ) as Promise<Answer<A, M>>;
  }

  async #call(call: LineCall): Promise<Reply> {
    this.#port ??= this.#open();
    const port = await this.#port;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call.id, { resolve, reject });
      port.postMessage(call);
    });
  }

  async #open(): Promise<MessagePort> {
    try {
      const port = await this.#lay(() => this.#end());
      port.onmessage = ({ data: { id, reply } }: MessageEvent<LineReply>) =>
        this.#waiting.get(id)?.resolve(reply);
      return port;
    } catch (error) {
      this.#port = undefined;
      throw error;
    }
  }

  #end(): void {
    this.#port = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error('The document has gone'));
  }
}
