import { emptyReport, type PageReport } from '../core/page-report';
import { isAutomatic, type Settings } from '../core/settings';
import { OrphanedError, send } from '../messaging/send';
import { serve } from '../messaging/serve';
import { loadSettings, watchSettings } from '../storage/settings';
import { findPictures } from './find-pictures';
import { Labeller } from './labeller';
import { MenuTarget } from './menu-target';
import { pageSite } from './site';

declare global {
  /** Stops the content script that ran in this frame before; set in its isolated world, where no page sees it. */
  var stopSightline: (() => void) | undefined;
}

/** Milliseconds over which changes of the report are gathered. */
const REPORT_PAUSE = 200;

const life = new AbortController();
const { signal } = life;
globalThis.stopSightline?.();
globalThis.stopSightline = () => life.abort();

const onError = (error: unknown) => {
  // Updated, reloaded or removed: nothing can be asked any more, so everything on the page goes.
  if (error instanceof OrphanedError) life.abort();
  else if (!signal.aborted) console.error('Sightline:', error);
};

let reportTimer: ReturnType<typeof setTimeout> | undefined;
const report = (pageReport: PageReport) => {
  clearTimeout(reportTimer);
  reportTimer = undefined;
  send('background', 'report', [pageReport], 5_000).catch(onError);
};
const reportSoon = () => {
  reportTimer ??= setTimeout(() => report(labeller.report()), REPORT_PAUSE);
};

const labeller = new Labeller(reportSoon, onError, signal);
const menuTarget = new MenuTarget(signal);
let isFinding = false;
// Where nothing is labelled, nothing watches the page.
const find = () => {
  if (!isFinding) findPictures(labeller, signal);
  isFinding = true;
};

const apply = (settings: Settings) => {
  // A later copy of this script may have taken over while the settings were read.
  if (signal.aborted) return;
  const on = isAutomatic(settings, pageSite());
  if (on) find();
  labeller.isAutomatic = on;
};

const stopServing = serve('content', {
  classifyPicture: ({ url }) => {
    find();
    const picture = menuTarget.find(url);
    if (picture) labeller.classify(picture);
    else labeller.miss(url);
  },
});
signal.addEventListener('abort', stopServing, { once: true });

// A page in the back/forward cache is not on show: its labels do not count until it returns.
window.addEventListener('pagehide', () => report(emptyReport), { signal });
window.addEventListener('pageshow', ({ persisted }) => persisted && reportSoon(), { signal });

watchSettings(apply, signal);
loadSettings().then(apply, onError);
