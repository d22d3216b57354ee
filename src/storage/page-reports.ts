import type { PageReport } from '../core/page-report';
import { SessionMap } from './session-map';

/** The reports of a tab's frames, by frame id; the map's key is the tab's id. */
export type TabReports = Readonly<Record<number, PageReport>>;

/** What the pages of all tabs report: written by the worker, read by the popup. */
export const pageReports = (): SessionMap<TabReports> =>
  new SessionMap('report', { entries: 500, bytes: 2 ** 19 });
