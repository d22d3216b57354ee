import type { LeftOutReason } from '../core/left-out';
import type { Failed, Skipped } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';
import { isNamed } from '../core/verdict';
import type { LabelledPicture } from './labelled-picture';

/**
 * What became of the pictures of a frame.
 *
 * @param missing what was asked for and is not there
 */
export function reportOf(
  pictures: Iterable<LabelledPicture>,
  missing: readonly Trouble[],
): PageReport {
  const troubles = [...missing];
  const leftOut: Partial<Record<LeftOutReason, number>> = {};
  let [labelled, unsure, waiting] = [0, 0, 0];
  for (const { id, state, source, outcome, finding, leftOut: reason } of pictures) {
    if (isNamed(finding?.verdict)) labelled++;
    else if (finding) unsure++;
    if (state === 'waiting' || state === 'asking') waiting++;
    if (state === 'idle' && reason) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    if (outcome && outcome.kind !== 'scored') {
      troubles.push({ ...troubleOf(source, outcome), id });
    }
  }
  const unlabelled = troubles.length;
  return { labelled, unsure, waiting, troubles: troubles.slice(-maxTroubles), unlabelled, leftOut };
}

/** Addresses can be long, data: ones above all; the beginning is enough to recognise them by. */
export const troubleOf = (address: string, outcome: Skipped | Failed): Trouble => ({
  address: address.slice(0, 200),
  reason: outcome.reason,
  ...(outcome.kind === 'failed' && outcome.detail !== undefined ? { detail: outcome.detail } : {}),
});
