import { emptyReport, type PageReport } from '../core/page-report';
import { isAutomatic, type Settings } from '../core/settings';
import { OrphanedError, send } from '../messaging/send';
import { serve } from '../messaging/serve';
import { loadSettings, watchSettings } from '../storage/settings';
import { findPictures, type PictureEvents } from './find-pictures';
import { Labeller } from './labeller';
import { MenuTarget } from './menu-target';
import { pageSite } from './site';

declare global {
  /** Whether this script runs in this frame already; set in its isolated world, where no page sees it. */
  var isSightlineHere: boolean | undefined;
}

/** Milliseconds over which changes of the report are gathered. */
const REPORT_PAUSE = 200;

// SVG and other XML documents hold no place for badges.
const isHtml = document.createElement('div') instanceof HTMLElement;

// At installation a page that is just loading gets the script by the manifest and by injection.
if (isHtml && !globalThis.isSightlineHere) start();

function start(): void {
  globalThis.isSightlineHere = true;
  const life = new AbortController();
  const { signal } = life;
  signal.addEventListener(
    'abort',
    () => {
      globalThis.isSightlineHere = false;
    },
    { once: true },
  );

  const onError = (error: unknown) => {
    // Updated, reloaded or removed: nothing can be asked any more, so everything on the page goes.
    if (error instanceof OrphanedError) life.abort();
    else if (!signal.aborted) console.error('Sightline:', error);
  };

  let reportTimer: ReturnType<typeof setTimeout> | undefined;
  let isReported = false;
  const report = (pageReport: PageReport) => {
    clearTimeout(reportTimer);
    reportTimer = undefined;
    isReported = pageReport !== emptyReport;
    send('background', 'report', [pageReport], 5_000).catch(onError);
  };
  const reportSoon = () => {
    reportTimer ??= setTimeout(() => report(labeller.report()), REPORT_PAUSE);
  };

  signal.addEventListener('abort', () => clearTimeout(reportTimer), { once: true });

  const labeller = new Labeller(reportSoon, onError, signal);
  const menuTarget = new MenuTarget(signal);
  const events: PictureEvents = {
    found: (picture) => labeller.found(picture),
    lost: (picture) => labeller.lost(picture),
    changed: (picture) => labeller.changed(picture),
    stirred: () => labeller.stirred(),
    replaced: () => {
      life.abort();
      start();
    },
  };
  let isFinding = false;
  // Where nothing is labelled, nothing watches the page.
  const find = () => {
    if (!isFinding) findPictures(events, signal);
    isFinding = true;
  };

  const apply = (settings: Settings) => {
    // The extension may have gone while its settings were read.
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
  window.addEventListener('pagehide', () => isReported && report(emptyReport), { signal });
  const onReturn = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    labeller.resume();
    reportSoon();
  };
  window.addEventListener('pageshow', onReturn, { signal });

  watchSettings(apply, signal);
  loadSettings().then(apply, onError);
}
