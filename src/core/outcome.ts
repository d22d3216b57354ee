import type { Correction } from './correction';
import type { Group } from './groups';

/** One class of the model and how likely it is, 0..1. */
export interface Prediction {
  /** All its names as ImageNet lists them: "tench, Tinca tinca". */
  readonly className: string;
  /** The one that people use. */
  readonly name: string;
  readonly group: Group;
  readonly probability: number;
}

/** A word for what a picture shows: the name of a class or a general word for several. */
export interface Word {
  readonly word: string;
  /** How many classes it covers: 1 is most specific. */
  readonly classes: number;
  /** The likeliest group among them. */
  readonly group: Group;
  /** How likely one of the classes is the right one, 0..1. */
  readonly probability: number;
}

/** Milliseconds that a picture spent in each step of its way through the offscreen document. */
export interface Timings {
  readonly acquire: number;
  readonly wait: number;
  readonly decode: number;
  readonly infer: number;
}

/** Why Sightline leaves a picture alone, though it could ask. */
export const skipReasons = [
  'private-address',
  'unsupported-address',
  'too-heavy',
  'too-large',
  'empty',
  'not-a-picture',
  'not-shown',
  'not-kept',
  'cancelled',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Why a picture that ought to have a label has none. */
export const failureReasons = [
  'http-status',
  'unreachable',
  'timed-out',
  'undecodable',
  'busy',
  'over-budget',
  'engine-unavailable',
  'interrupted',
  'gone',
  'unreadable',
  'guarded',
  'no-access',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** What the model makes of a picture, from which the settings make a verdict. */
export interface Scores {
  /** The most likely classes, at most five, most likely first. */
  readonly topFive: readonly Prediction[];
  /** Words for it, from the name of the most likely class on ever more general, and ever more likely. */
  readonly words: readonly Word[];
  /** Whether it is a screenshot, a chart, a drawing or the like, which the model was not made for. */
  readonly isGraphic: boolean;
}

export interface Scored {
  readonly kind: 'scored';
  readonly scores: Scores;
  /** How many views of the picture the model was shown, 1..3. */
  readonly views: number;
  /** Whether it was large enough for all detail that the model can use: then this holds for it in every size. */
  readonly isFullDetail: boolean;
  /** Id of the model that scored. */
  readonly model: string;
  readonly timings: Timings;
  /** What the user says that it shows, if they do; never cached with the scores. */
  readonly correction?: Correction;
}

export interface Skipped {
  readonly kind: 'skipped';
  readonly reason: SkipReason;
}

export interface Failed {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  /** Whether the same question may get a better answer later. */
  readonly retryable: boolean;
  /** Milliseconds before which asking again is in vain, where that is known. */
  readonly again?: number;
  /** What went wrong in the words of whoever noticed, for the diagnosis; not translated. */
  readonly detail?: string;
}

/** What becomes of a picture. Expected trouble is a value; exceptions are for bugs. */
export type Outcome = Scored | Skipped | Failed;

export const skipped = (reason: SkipReason): Skipped => ({ kind: 'skipped', reason });

const lasting: ReadonlySet<FailureReason> = new Set([
  'undecodable',
  'gone',
  'unreadable',
  'guarded',
  'no-access',
]);

/** Statuses of HTTP by which a host says that it could not answer just then, rather than that it will not. */
const passing = /^(408|425|429|5\d\d)$/;

/** @param detail for `http-status` the status */
export const failed = (reason: FailureReason, detail?: string): Failed => ({
  kind: 'failed',
  reason,
  retryable: reason === 'http-status' ? passing.test(detail ?? '') : !lasting.has(reason),
  ...(detail === undefined ? {} : { detail }),
});

/** Whether a step of a picture's way has come to its end, rather than to what the next step needs. */
export const isTrouble = (value: object): value is Skipped | Failed =>
  'kind' in value && (value.kind === 'skipped' || value.kind === 'failed');
