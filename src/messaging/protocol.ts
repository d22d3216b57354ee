import type { EngineStatus } from '../core/engine-status';
import type { Outcome } from '../core/outcome';
import type { PageReport } from '../core/page-report';
import type { Priority } from '../core/priority-queue';
import type { BackendChoice } from '../core/settings';

/** A picture, by its bytes where the content script may read them, else by its address. */
export type PictureReference =
  | { readonly kind: 'bytes'; readonly bytes: Blob }
  | { readonly kind: 'address'; readonly url: string };

/** A content script's question about one picture. */
export interface Question {
  /** Unique to the question, for giving it up. */
  readonly id: string;
  readonly picture: PictureReference;
  readonly priority: Priority;
}

/** The worker's order to the offscreen document. */
export interface Job {
  /** The same for the same picture, so that an order given twice is carried out once. */
  readonly key: string;
  readonly picture: PictureReference;
  readonly priority: Priority;
  /** Addresses of the frame that shows the picture and of its tab: they decide on cookies and private hosts. */
  readonly frameUrl: string;
  readonly tabUrl: string;
  /** Whether the tab is in a private window: nothing of the ordinary profile may go there, or come back. */
  readonly isPrivate: boolean;
  /** Whether a thumbnail is wanted for the recent predictions. */
  readonly thumbnail: boolean;
  readonly backend: BackendChoice;
}

export interface JobResult {
  readonly outcome: Outcome;
  readonly thumbnail?: Blob;
}

/** Who answers what. Every message has an address, and every message gets an answer. */
export interface Protocol {
  background: {
    classify(question: Question): Outcome;
    cancel(question: { readonly id: string }): void;
    report(report: PageReport): void;
    status(): EngineStatus;
    /** Wakes the engine, or builds it anew after the choice of backend was changed. */
    wake(): EngineStatus;
  };
  offscreen: {
    classify(job: Job): JobResult;
    cancel(job: { readonly key: string }): void;
    status(): EngineStatus;
    wake(choice: { readonly backend: BackendChoice }): EngineStatus;
  };
  content: {
    classifyPicture(picture: { readonly url: string }): void;
  };
  popup: {
    engineChanged(status: EngineStatus): void;
    historyChanged(): void;
  };
}

export type Address = keyof Protocol;
export type Method<A extends Address> = keyof Protocol[A] & string;
type Call<A extends Address, M extends Method<A>> = Extract<
  Protocol[A][M],
  (...payload: never[]) => unknown
>;
export type Payload<A extends Address, M extends Method<A>> = Parameters<Call<A, M>>;
export type Answer<A extends Address, M extends Method<A>> = ReturnType<Call<A, M>>;

/** How a message travels. */
export interface Envelope {
  readonly to: Address;
  readonly method: string;
  readonly payload: readonly unknown[];
}

/** How its answer travels: an error crosses with its cause and is thrown again on the other side. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: Error };
