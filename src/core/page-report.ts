import { type LeftOutCounts, leftOutReasons } from './left-out';
import type { FailureReason, SkipReason } from './outcome';

/** A picture without a label, and why. */
export interface Trouble {
  /** Address of the picture, cut short; text from a page, never markup. */
  readonly address: string;
  readonly reason: SkipReason | FailureReason;
  readonly detail?: string;
  /** Its number in its frame; missing where it is on the page no more. */
  readonly id?: number;
}

/** What Sightline did in one frame of a page. */
export interface PageReport {
  readonly labelled: number;
  /** Pictures that were looked at and not named, for want of certainty or because they are not to be. */
  readonly unsure: number;
  readonly waiting: number;
  /** The latest troubles, at most {@link maxTroubles}. */
  readonly troubles: readonly Trouble[];
  /** How many troubles there are in all. */
  readonly unlabelled: number;
  readonly leftOut: LeftOutCounts;
}

export const maxTroubles = 50;

/** What is so for good: the same question gets the same answer, whoever asks. */
const lasting: ReadonlySet<Trouble['reason']> = new Set([
  'private-address',
  'unsupported-address',
  'too-heavy',
  'too-large',
  'empty',
  'not-a-picture',
  'undecodable',
  'gone',
  'unreadable',
  'guarded',
]);

/** Whether a picture without a label may get one when somebody has it tried again. */
export const mayRetry = (reason: Trouble['reason']): boolean => !lasting.has(reason);

export const emptyReport: PageReport = {
  labelled: 0,
  unsure: 0,
  waiting: 0,
  troubles: [],
  unlabelled: 0,
  leftOut: {},
};

/** The report of a tab: that of all its frames together. */
export function joinReports(reports: readonly PageReport[]): PageReport {
  return {
    labelled: reports.reduce((sum, report) => sum + report.labelled, 0),
    unsure: reports.reduce((sum, report) => sum + report.unsure, 0),
    waiting: reports.reduce((sum, report) => sum + report.waiting, 0),
    troubles: reports.flatMap((report) => report.troubles).slice(0, maxTroubles),
    unlabelled: reports.reduce((sum, report) => sum + report.unlabelled, 0),
    leftOut: joinCounts(reports.map((report) => report.leftOut)),
  };
}

function joinCounts(counts: readonly LeftOutCounts[]): LeftOutCounts {
  const sums = leftOutReasons.map(
    (reason) => [reason, counts.reduce((sum, count) => sum + (count[reason] ?? 0), 0)] as const,
  );
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}

/** The text of the toolbar badge: a count that fits into four characters, nothing for nothing. */
export const badgeText = (count: number): string =>
  count === 0 ? '' : count > 999 ? '999+' : String(count);
