import type { PageReport } from '../core/page-report';
import { SessionMap } from './session-map';

/** What a frame reports, with the browser's name for the document that is in it. */
export interface FrameReport extends PageReport {
  readonly document: string;
}

/** The reports of a tab's frames, by frame id; the map's key is the tab's id. */
export type TabReports = Readonly<Record<number, FrameReport>>;

/** What the pages of all tabs report: written by the worker, read by the popup. */
export const pageReports = (): SessionMap<TabReports> =>
  new SessionMap('report', { entries: 500, bytes: 2 ** 19 });
