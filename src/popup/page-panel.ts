import { coalesce } from '../core/coalesce';
import { emptyReport, joinReports, type PageReport } from '../core/page-report';
import { findElement } from '../interface/find-element';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';
import { pageReports, type TabReports } from '../storage/page-reports';
import type { PicturePlace } from './group-pictures';
import { LeftOutList } from './left-out-list';
import { PageCounts } from './page-counts';
import { askForPictures, labelPage, retryPictures, showPicture } from './page-pictures';
import type { PageTab } from './page-tab';
import { PictureList } from './picture-list';
import { TroubleList } from './trouble-list';

/**
 * Shows what was done on the page: how many pictures are labelled or in doubt, what they show, which have no label and
 * why; and leads to each, or has it tried again.
 *
 * @returns to be told whether pictures are labelled by themselves on the page
 */
export function showPage(
  { tab, isReachable }: PageTab,
  signal: AbortSignal,
): { note(isAutomaticHere: boolean): void } {
  const labelAll = findElement('#label-page', HTMLButtonElement);
  const counts = new PageCounts();
  const leftOut = new LeftOutList();
  if (tab === undefined) {
    counts.show(emptyReport, text('pageUnreachable'));
    return { note: () => undefined };
  }

  const attempt = async (key: string, work: Promise<void>) => {
    try {
      await work;
      withdraw(key);
    } catch (error) {
      notify(key, error);
    }
  };
  const show = (place: PicturePlace) => void attempt('noticeShow', showPicture(tab, place));
  const retry = (places: readonly PicturePlace[]) =>
    void attempt('noticeAsk', retryPictures(tab, places));
  const pictures = new PictureList(show, signal);
  const troubles = new TroubleList(show, retry, signal);
  labelAll.addEventListener('click', () => void attempt('noticeAsk', labelPage(tab)), { signal });

  let reports: TabReports = {};
  const list = coalesce(async () => {
    const groups = await askForPictures(tab, framesWithPictures(reports));
    if (!signal.aborted) pictures.show(groups);
  });
  let watched = false;
  const join = (frames: TabReports = {}) => {
    reports = frames;
    const report = joinReports(Object.values(frames));
    counts.show(report, text(isReachable ? 'pageNothing' : 'pageUnreachable'));
    troubles.show(frames, report.unlabelled);
    leftOut.show(report.leftOut);
    void list();
  };
  const stored = pageReports();
  stored.watch((key, frames) => {
    if (key !== String(tab)) return;
    watched = true;
    join(frames);
  }, signal);
  stored.get(String(tab)).then(
    (frames) => {
      // What was watched meanwhile is newer.
      if (!watched) join(frames);
    },
    (error) => notify('noticeReport', error),
  );
  return {
    note: (isAutomaticHere) => {
      labelAll.hidden = isAutomaticHere || !isReachable;
    },
  };
}

const framesWithPictures = (reports: TabReports): number[] =>
  Object.entries(reports)
    .filter(([, { labelled, unsure }]: [string, PageReport]) => labelled + unsure > 0)
    .map(([frame]) => Number(frame));
