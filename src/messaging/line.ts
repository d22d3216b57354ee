import type { Answer, LineAddress, Method, Payload, Reply } from './protocol';
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

/** What a line leads through. */
interface LineEnd {
  postMessage(call: LineCall): void;
}

/**
 * Reaches the other side, and throws where it is not there.
 *
 * @param take takes the replies that come
 * @param onCut to be called when the other side goes
 */
type Lay = (take: (reply: LineReply) => void, onCut: () => void) => Promise<LineEnd>;

/**
 * A way to one place of the extension that stays open from call to call. It is laid when it is first used, and anew
 * after it was cut.
 */
export class Line<A extends LineAddress> {
  readonly #lay: Lay;
  readonly #waiting = new Map<number, (reply?: Reply) => void>();
  #end: Promise<LineEnd> | undefined;
  #calls = 0;

  constructor(lay: Lay) {
    this.#lay = lay;
  }

  /**
   * @param patience milliseconds to wait for the answer
   * @throws NoAnswerError, LateAnswerError, OrphanedError, or whatever the other side threw
   */
  ask<M extends Method<A>>(
    method: M,
    payload: Payload<A, M>,
    patience: number,
  ): Promise<Answer<A, M>> {
    const id = this.#calls++;
    const call = async () => {
      this.#end ??= this.#lay((reply) => this.#waiting.get(reply.id)?.(reply.reply), this.cut);
      this.#end.catch(this.cut);
      const end = await this.#end;
      return new Promise((resolve) => {
        this.#waiting.set(id, resolve);
        end.postMessage({ id, method, payload });
      });
    };
    return within(patience, call).finally(() => this.#waiting.delete(id)) as Promise<Answer<A, M>>;
  }

  /** Nothing comes over it any more, which whoever waits for an answer is told; the next call lays another. */
  readonly cut = (): void => {
    this.#end = undefined;
    for (const answer of this.#waiting.values()) answer();
  };
}
