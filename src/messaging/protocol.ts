import type { Box } from '../core/box';
import type { CacheStatus } from '../core/cache-status';
import type { Correcting } from '../core/correction';
import type { EngineEvent } from '../core/engine-event';
import type { EngineStatus } from '../core/engine-status';
import type { Incident } from '../core/incident';
import type { Measurement } from '../core/measurement';
import type { MemoryStatus } from '../core/memory-status';
import type { Outcome } from '../core/outcome';
import type { PagePicture } from '../core/page-picture';
import type { PageReport } from '../core/page-report';
import type { Priority } from '../core/priority-queue';
import type { BackendChoice } from '../core/settings';

/** A picture's bytes, where the content script may read them. */
export interface PictureBytes {
  readonly kind: 'bytes';
  /** See download/bytes.ts. */
  readonly bytes: Blob | ArrayBuffer;
  /** Whether its host has said not to keep it: its address may show another picture the next time. */
  readonly isFleeting?: boolean;
}

/** A picture's address, for the offscreen document to fetch. */
export interface PictureAddress {
  readonly kind: 'address';
  readonly url: string;
  /**
   * What the host is told of the page, as the page's own request told it: an origin with a slash at its end.
   * Only for a host that refused to answer without.
   */
  readonly referrer?: string;
  /** Whether no redirect is to be followed, for it may lead to a host that the user withholds from the extension. */
  readonly isHostOnly?: boolean;
}

/** What the user sees of a picture, where nothing else of it can be read; only right after they asked for it. */
export interface PictureOnScreen {
  readonly kind: 'screen';
  /** The picture's visible part, in shares (0..1) of the tab's viewport. */
  readonly box: Box;
}

export type PictureReference = PictureBytes | PictureAddress | PictureOnScreen;

/** A content script's question about one picture. */
export interface Question {
  /** Unique to the question, for giving it up. */
  readonly id: string;
  readonly picture: PictureReference;
  readonly priority: Priority;
  /** The colour that shows through the picture where it is transparent, as #rrggbb. */
  readonly backdrop: string;
  /** The srcset that the picture's address is in: all in it are the same picture in other sizes. */
  readonly srcset?: Srcset;
  /** What the user does about its label, which is done before the answer. */
  readonly correcting?: Correcting;
}

/** A step from labelled picture to labelled picture, through all frames of a tab. */
export interface Step {
  /** On or back. */
  readonly by: 1 | -1;
  /** Whether it comes from another frame, and so begins with the first or last picture of this one. */
  readonly isEntering: boolean;
  /** Labelled pictures in the frames before this one, and after it. */
  readonly before: number;
  readonly after: number;
}

export interface Srcset {
  /** The attribute as it is. */
  readonly text: string;
  /** What its addresses are relative to. */
  readonly base: string;
}

/** How the engine is to be run. */
export interface EngineWishes {
  readonly choice: BackendChoice;
  /** How many workers the user wants where the processor computes, if any number. */
  readonly workers?: number;
  /** What was found out about this machine earlier. */
  readonly known?: Measurement;
  /** Minutes without a picture after which the offscreen document closes. */
  readonly idleMinutes: number;
}

/** The worker's order to the offscreen document. */
export interface Job {
  /** The same for the same picture, so that an order given twice is carried out once. */
  readonly key: string;
  /** Names what the picture's bytes hold, where they are there; the key names it for the tab's site then. */
  readonly content?: string;
  readonly picture: PictureBytes | PictureAddress;
  readonly priority: Priority;
  /** The browser's number of the tab that asked first: tabs take turns. */
  readonly tab: number;
  readonly backdrop: string;
  /** Addresses of the frame that shows the picture and of its tab: they decide on cookies and private hosts. */
  readonly frameUrl: string;
  readonly tabUrl: string;
  /** Whether the frame is sandboxed: the browser sends no cookies for such a one. */
  readonly isSandboxed: boolean;
  /** Whether the tab is in a private window: nothing of the ordinary profile may go there, or come back. */
  readonly isPrivate: boolean;
  /** Whether a thumbnail is wanted for the recent predictions. */
  readonly thumbnail: boolean;
  readonly engine: EngineWishes;
}

export interface JobResult {
  readonly outcome: Outcome;
  readonly thumbnail?: Uint8Array<ArrayBuffer>;
  /** Names what the bytes hold, once they are there; see download/content-key.ts. */
  readonly content?: string;
  /** Whether what led to the bytes may lead to others the next time; see PictureBytes. */
  readonly isFleeting?: boolean;
}

/** What has befallen the engine. */
export interface EngineNote {
  readonly what: EngineEvent;
  /** In the words of whoever noticed; not translated. */
  readonly detail?: string;
}

/** Who answers what. Every message has an address, and every message gets an answer. */
export interface Protocol {
  /** The worker's, asked by content scripts alone, over a line of each frame's. */
  classification: {
    classify(question: Question): Outcome;
    cancel(question: { readonly id: string }): void;
    /** Moves a question up or down, wherever it waits. */
    prioritise(question: { readonly id: string; readonly priority: Priority }): void;
  };
  background: {
    report(report: PageReport): void;
    /** Takes down what pictures of a frame have no label for. */
    failed(failures: readonly Incident[]): void;
    /** The browser's number of the tab that asks. */
    tab(): number;
    /** Somebody asks, in the popup, for pictures of a tab. */
    userAsks(where: { readonly tab: number }): void;
    /**
     * Forgets what recent predictions would come back from when they are cleared: those that are about to be written
     * down, and what the session knows pictures by, which holds no thumbnails.
     */
    forgetRecent(): void;
    /** Has all pages show what the user has said meanwhile of their pictures. */
    corrected(): void;
    /** Names what the picture's bytes hold that the user wants to type a word for, while the worker lives that knows. */
    wordSubject(): string | undefined;
    /** Brings the script that shows badges into the frame that asks. */
    bringOverlay(): void;
    status(): EngineStatus;
    /** Wakes the engine, or builds it anew after the choice of backend was changed. */
    wake(): EngineStatus;
    caches(): readonly CacheStatus[];
    /** Forgets the scores of pictures: the next time they are classified anew. */
    forgetCaches(): void;
    /** What the offscreen document holds, if it is open. */
    memory(): MemoryStatus | undefined;
    /** Takes down what has befallen the engine. */
    note(event: EngineNote): void;
    /** Keeps what the engine found out about this machine. */
    measured(measurement: Measurement): void;
  };
  /** Asked by the worker alone, over a line. */
  offscreen: {
    classify(job: Job): JobResult;
    cancel(job: { readonly key: string }): void;
    prioritise(job: { readonly key: string; readonly priority: Priority }): void;
    status(): EngineStatus;
    wake(wishes: EngineWishes): EngineStatus;
    cache(): CacheStatus;
    forgetCache(): void;
    memory(): MemoryStatus;
  };
  content: {
    /** Classifies the picture of that address which the context menu was opened on. */
    classifyPicture(picture: { readonly url: string }): void;
    /** Classifies whatever picture lies where the context menu was opened. */
    classifyHere(): void;
    /** Labels every picture of the frame, also where automatic labelling is off; false where it has none so far. */
    classifyAll(): boolean;
    /** Classifies the picture in focus or under the pointer; false where there is none in this frame. */
    classifyPointed(): boolean;
    /** Goes to the next or previous labelled picture of the frame; false where there is none in that direction. */
    step(step: Step): boolean;
    /** Shows and announces a notice. */
    say(text: string): void;
    /** What was found on the pictures of the frame, in their order on the page. */
    pictures(): readonly PagePicture[];
    /** Scrolls to a picture and outlines it for a moment. */
    showPicture(picture: { readonly id: number }): void;
    /** Asks again about a picture that has no label. */
    retry(picture: { readonly id: number }): void;
    /** Looks again at what the user has said that pictures show. */
    corrected(): void;
  };
  /** Whichever of the pages that people see are open. */
  pages: {
    engineChanged(status: EngineStatus): void;
    historyChanged(): void;
  };
}

export type Address = keyof Protocol;
/** Asked over a line: see line.ts. */
export type LineAddress = 'classification' | 'offscreen';
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
