import { type LeftOutCounts, leftOutReasons } from '../core/left-out';
import type { Failed, Skipped } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';
import { type JudgeSettings, judge } from '../core/verdict';
import type { LabelledPicture } from './labelled-picture';

/**
 * What became of the pictures of a frame.
 *
 * @param missing what was asked for and is not there
 * @param settings decide on what is named, and what is not sure enough
 */
export function reportOf(
  pictures: readonly LabelledPicture[],
  missing: readonly Trouble[],
  settings: JudgeSettings,
): PageReport {
  const verdicts = pictures.map(({ outcome, lastVerdict }) =>
    outcome?.kind === 'scored' ? judge(outcome.scores, settings).kind : lastVerdict,
  );
  const troubles = pictures.flatMap(({ source, outcome }) =>
    !outcome || outcome.kind === 'scored' ? [] : [troubleOf(source, outcome)],
  );
  return {
    labelled: verdicts.filter((kind) => kind === 'label').length,
    unsure: verdicts.filter((kind) => kind !== undefined && kind !== 'label').length,
    waiting: pictures.filter(({ state }) => state === 'waiting' || state === 'asking').length,
    troubles: [...missing, ...troubles].slice(-maxTroubles),
    unlabelled: missing.length + troubles.length,
    leftOut: countLeftOut(pictures),
  };
}

function countLeftOut(pictures: readonly LabelledPicture[]): LeftOutCounts {
  const idle = pictures.filter(({ state }) => state === 'idle');
  const counts = leftOutReasons.map(
    (reason) => [reason, idle.filter(({ leftOut }) => leftOut === reason).length] as const,
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Addresses can be long, data: ones above all; the beginning is enough to recognise them by. */
export const troubleOf = (address: string, outcome: Skipped | Failed): Trouble => ({
  address: address.slice(0, 200),
  reason: outcome.reason,
  ...(outcome.kind === 'failed' && outcome.detail !== undefined ? { detail: outcome.detail } : {}),
});
