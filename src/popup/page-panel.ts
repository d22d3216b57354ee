import { emptyReport, joinReports, type PageReport } from '../core/page-report';
import { findElement } from '../interface/find-element';
import { notify } from '../interface/notices';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { pageReports, type TabReports } from '../storage/page-reports';
import { LeftOutList } from './left-out-list';
import type { PageTab } from './page-tab';
import { TroubleList } from './trouble-list';

/**
 * Shows what was done on the page: how many pictures are labelled or in doubt, how many wait, and which have no
 * label and why.
 */
export function showPage({ tab, isReachable }: PageTab, signal: AbortSignal): void {
  const counts = findElement('#page-counts', HTMLElement);
  const troubles = new TroubleList();
  const leftOut = new LeftOutList();
  const show = (report: PageReport) => {
    const nothing = text(isReachable ? 'pageNothing' : 'pageUnreachable');
    counts.textContent = writeCounts(report) ?? nothing;
    troubles.show(report);
    leftOut.show(report.leftOut);
  };
  if (tab === undefined) {
    show(emptyReport);
    return;
  }

  let watched = false;
  const join = (frames: TabReports = {}) => show(joinReports(Object.values(frames)));
  const reports = pageReports();
  reports.watch((key, frames) => {
    if (key !== String(tab)) return;
    watched = true;
    join(frames);
  }, signal);
  reports.get(String(tab)).then(
    (frames) => {
      // What was watched meanwhile is newer.
      if (!watched) join(frames);
    },
    (error) => notify('noticeReport', error),
  );
}

/** How many pictures are labelled, could not be named, and wait; undefined where there are none. */
function writeCounts({ labelled, unsure, waiting }: PageReport): string | undefined {
  if (labelled + unsure + waiting === 0) return undefined;
  let words = text('pageLabelled', writeCount(labelled));
  if (unsure > 0) words = text('pageUnsure', words, writeCount(unsure));
  if (waiting > 0) words = text('pageWaiting', words, writeCount(waiting));
  return words;
}
