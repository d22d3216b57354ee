import { nothing, record, text } from '../core/check';
import { emptyReport, type PageReport } from '../core/page-report';
import { isAutomatic, type Settings } from '../core/settings';
import { isOrphaned, OrphanedError, send } from '../messaging/send';
import { serve } from '../messaging/serve';
import { loadSettings, watchSettings } from '../storage/settings';
import { AfterLayout } from './after-layout';
import { listen, makeElement } from './dom';
import { Labeller } from './labeller';
import { LateOverlay } from './late-overlay';
import { MenuTarget } from './menu-target';
import { PictureFinder } from './picture-finder';
import { pageSite } from './site';
import { tellFailures } from './tell-failures';

declare global {
  /** Whether this script runs in this frame already; set in its isolated world, where no page sees it. */
  var isSightlineHere: boolean | undefined;
}

/** Milliseconds over which changes of the report are gathered. */
const REPORT_PAUSE = 200;

// SVG and other XML documents hold no place for badges.
const isHtml = makeElement('div') instanceof HTMLElement;

// At installation a page that is just loading gets the script by the manifest and by injection.
// A frame of the page may bear that name, but is no property of the global object's own.
if (isHtml && !(Object.hasOwn(globalThis, 'isSightlineHere') && globalThis.isSightlineHere))
  start();

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
    isReported = JSON.stringify(pageReport) !== JSON.stringify(emptyReport);
    send('background', 'report', [pageReport], 5_000).catch(onError);
  };
  const reportSoon = () => {
    reportTimer ??= setTimeout(() => report(labeller.report()), REPORT_PAUSE);
  };

  signal.addEventListener('abort', () => clearTimeout(reportTimer), { once: true });

  const frame = new AfterLayout(onError, signal);
  const display = new LateOverlay(
    frame,
    {
      correct: (anchor, correcting) => labeller.correct(anchor, correcting),
      dismiss: (anchor) => labeller.dismiss(anchor),
    },
    onError,
    signal,
  );
  const onFailure = tellFailures(onError, signal);
  const labeller = new Labeller(
    { frame, display, onChange: reportSoon, onFailure, onError },
    signal,
  );
  const menuTarget = new MenuTarget(signal);
  let finder: PictureFinder | undefined;
  // Where nothing has ever been labelled, nothing watches the page.
  const find = (): PictureFinder => {
    finder ??= new PictureFinder(
      {
        found: (picture) => labeller.found(picture),
        lost: (picture) => labeller.lost(picture),
        changed: (element) => labeller.changed(element),
        loaded: (element) => labeller.loaded(element),
        stirred: () => (isOrphaned() ? life.abort() : labeller.stirred()),
        moved: () => labeller.moved(),
        scrolled: () => labeller.scrolled(),
        failed: onError,
        replaced: () => {
          life.abort();
          start();
        },
      },
      frame,
      signal,
    );
    return finder;
  };

  let isAllAsked = false;
  let wasOn = false;
  const apply = (settings: Settings) => {
    // The extension may have gone while its settings were read.
    if (signal.aborted) return;
    const isOn = isAutomatic(settings, pageSite());
    // Whoever switches labelling off means this page, too.
    if (wasOn && !isOn) isAllAsked = false;
    wasOn = isOn;
    if (isOn || isAllAsked) find();
    labeller.obey(settings, isOn || isAllAsked);
  };

  const stopServing = serve('content', {
    classifyPicture: {
      check: record<{ readonly url: string }>({ url: text(Number.POSITIVE_INFINITY) }),
      answer: ({ url }) => {
        const picture = menuTarget.find(url, find());
        if (picture) labeller.classify(picture);
        else labeller.miss(url, menuTarget.point);
      },
    },
    classifyHere: {
      check: nothing,
      answer: () => {
        const picture = menuTarget.findHere(find());
        if (picture) labeller.classify(picture);
        else labeller.miss(undefined, menuTarget.point);
      },
    },
    corrected: { check: nothing, answer: () => labeller.corrected() },
    classifyAll: {
      check: nothing,
      answer: async () => {
        isAllAsked = true;
        apply(await loadSettings());
      },
    },
  });
  signal.addEventListener('abort', stopServing, { once: true });

  // A page in the back/forward cache is not on show: its labels do not count until it returns.
  const onLeave = ({ isTrusted }: Event) => {
    if (!isTrusted) return;
    labeller.leave();
    if (isReported) report(emptyReport);
  };
  listen(window, 'pagehide', onLeave, { signal });
  const onReturn = ({ persisted, isTrusted }: PageTransitionEvent) => {
    if (!persisted || !isTrusted) return;
    labeller.resume();
    // What was changed meanwhile was not told to a page that was put away.
    loadSettings().then(apply, onError);
    reportSoon();
  };
  listen(window, 'pageshow', onReturn, { signal });

  // What was read may be older than what has been told meanwhile.
  let isTold = false;
  watchSettings((settings) => {
    isTold = true;
    apply(settings);
  }, signal);
  loadSettings().then((settings) => {
    if (!isTold) apply(settings);
  }, onError);
}
