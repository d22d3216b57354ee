import { type Check, count, list, oneOf, optional, record, shortened } from '../core/check';
import { type LeftOutCounts, leftOutReasons } from '../core/left-out';
import { failureReasons, skipReasons } from '../core/outcome';
import { maxTroubles, type PageReport, type Trouble } from '../core/page-report';

/** Characters of an address or a detail: reports are kept for the popup, and people read them. */
const MAX_TEXT = 200;

const checkTrouble: Check<Trouble> = record<Trouble>({
  address: shortened(MAX_TEXT),
  reason: oneOf([...skipReasons, ...failureReasons]),
  detail: optional(shortened(MAX_TEXT)),
  id: optional(count),
});

const checkLeftOut = record<LeftOutCounts>(
  Object.fromEntries(leftOutReasons.map((reason) => [reason, optional(count)])) as {
    [Reason in keyof LeftOutCounts]-?: Check<LeftOutCounts[Reason]>;
  },
);

/** What a frame reports is stored as it passes here. */
export const checkReport: Check<PageReport> = record<PageReport>({
  labelled: count,
  unsure: count,
  waiting: count,
  troubles: list(checkTrouble, maxTroubles),
  unlabelled: count,
  leftOut: checkLeftOut,
});
