/** One class of the model and how likely the model holds it to be, 0..1. */
export interface Prediction {
  readonly className: string;
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
  'engine-unavailable',
  'interrupted',
  'gone',
  'unreadable',
] as const;
export type FailureReason = (typeof failureReasons)[number];

export interface Scored {
  readonly kind: 'scored';
  /** The most likely classes, most likely first. */
  readonly scores: readonly Prediction[];
  /** Id of the model that scored. */
  readonly model: string;
  readonly timings: Timings;
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
  /** What went wrong in the words of whoever noticed, for the diagnosis; not translated. */
  readonly detail?: string;
}

/** What becomes of a picture. Expected trouble is a value; exceptions are for bugs. */
export type Outcome = Scored | Skipped | Failed;

export const skipped = (reason: SkipReason): Skipped => ({ kind: 'skipped', reason });

const lasting: ReadonlySet<FailureReason> = new Set(['undecodable', 'gone', 'unreadable']);

export const failed = (reason: FailureReason, detail?: string): Failed => ({
  kind: 'failed',
  reason,
  retryable: !lasting.has(reason),
  ...(detail === undefined ? {} : { detail }),
});
