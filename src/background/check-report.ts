import { type LeftOutCounts, leftOutReasons } from '../core/left-out';
import { failureReasons, skipReasons } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';

/** Pictures that a page can have, for all that is counted here. */
const MOST = 1_000_000;

/** Characters of an address or a detail that are kept. */
const MAX_TEXT = 200;

const reasons = [...skipReasons, ...failureReasons];

/** What a content script reports, within bounds and without what does not belong there: a page may have taken it over. */
export function checkReport(message: unknown): PageReport {
  const { labelled, unsure, waiting, troubles, unlabelled, leftOut } = fieldsOf(message);
  return {
    labelled: countOf(labelled),
    unsure: countOf(unsure),
    waiting: countOf(waiting),
    troubles: Array.isArray(troubles) ? troubles.slice(0, maxTroubles).flatMap(troubleOf) : [],
    unlabelled: countOf(unlabelled),
    leftOut: countsOf(fieldsOf(leftOut)),
  };
}

const fieldsOf = (message: unknown): Record<string, unknown> =>
  typeof message === 'object' && message !== null ? { ...message } : {};

const countOf = (found: unknown): number =>
  typeof found === 'number' && Number.isSafeInteger(found) && found > 0 ? Math.min(found, MOST) : 0;

function countsOf(found: Record<string, unknown>): LeftOutCounts {
  const counts = leftOutReasons.map((reason) => [reason, countOf(found[reason])] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function troubleOf(found: unknown): Trouble[] {
  const { address, reason: said, detail } = fieldsOf(found);
  const reason = reasons.find((each) => each === said);
  if (!reason || typeof address !== 'string') return [];
  const short = { address: address.slice(0, MAX_TEXT), reason };
  return [typeof detail === 'string' ? { ...short, detail: detail.slice(0, MAX_TEXT) } : short];
}
