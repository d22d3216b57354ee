import { count, flag, nothing, oneOf, record, text } from '../core/check';
import { emptyReport, type PageReport } from '../core/page-report';
import { isAutomatic, type Settings } from '../core/settings';
import type { Step } from '../messaging/protocol';
import { isOrphaned, OrphanedError, send } from '../messaging/send';
import { serve } from '../messaging/serve';
import { AfterLayout } from './after-layout';
import { listen, makeElement, rootElement } from './dom';
import { Labeller } from './labeller';
import { LateOverlay } from './late-overlay';
import { MenuTarget } from './menu-target';
import { servicesOnRequest } from './on-request';
import { PictureFinder } from './picture-finder';
import type { Picture } from './picture-kinds';
import { PointedPicture } from './pointed-picture';
import { Rules } from './rules';
import { pageSite } from './site';
import { tellFailures } from './tell-failures';
import { workerLine } from './worker-line';

declare global {
  /** Whether this script runs in this frame already; set in its isolated world, where no page sees it. */
  var isSightlineHere: boolean | undefined;
}

/** Milliseconds over which changes of the report are gathered. */
const REPORT_PAUSE = 500;

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
  signal.addEventListener('abort', () => {
    globalThis.isSightlineHere = false;
    clearTimeout(reportTimer);
  });

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

  // A document that is written anew has no listeners any more: of what watches it, observers alone live on. This one
  // comes before any other of the page's tree, so nothing of the new one is taken for the old one's.
  const root = rootElement();
  const rewriting = new MutationObserver(() => {
    const now = rootElement();
    if (!now || now === root) return;
    life.abort();
    if (!isOrphaned()) start();
  });
  rewriting.observe(document, { childList: true });
  signal.addEventListener('abort', () => rewriting.disconnect());

  const frame = new AfterLayout(onError, signal);
  const display = new LateOverlay(
    frame,
    {
      correct: (anchor, correcting) => labeller.actions.correct(anchor, correcting),
      dismiss: (anchor) => labeller.actions.dismiss(anchor),
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
  const pointed = new PointedPicture(signal);
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
      },
      frame,
      signal,
    );
    return finder;
  };

  let isAllAsked = false;
  let wasOn = false;
  const apply = (settings: Settings, isPaused: boolean) => {
    const isOn = !isPaused && isAutomatic(settings, pageSite());
    // Whoever switches labelling off means this page, too.
    if (wasOn && !isOn) isAllAsked = false;
    wasOn = isOn;
    if (isOn || isAllAsked) find();
    labeller.obey(settings, isOn || isAllAsked);
  };
  const rules = new Rules(apply, onError, signal);

  const classifyClicked = (picture: Picture | undefined, url?: string) => {
    if (picture) labeller.classify(picture);
    else labeller.miss(url, menuTarget.point);
  };
  const stopServing = serve('content', {
    classifyPicture: {
      check: record<{ readonly url: string }>({ url: text(Number.POSITIVE_INFINITY) }),
      answer: ({ url }) => classifyClicked(menuTarget.find(url, find()), url),
    },
    classifyHere: {
      check: nothing,
      answer: () => classifyClicked(menuTarget.findHere(find())),
    },
    corrected: { check: nothing, answer: () => labeller.actions.corrected() },
    classifyAll: {
      check: nothing,
      answer: async () => {
        isAllAsked = true;
        await rules.reload();
        return labeller.hasPictures;
      },
    },
    classifyPointed: {
      check: nothing,
      answer: () => {
        const picture = pointed.find(find());
        if (picture) labeller.mark(picture);
        return picture !== undefined;
      },
    },
    step: {
      check: record<Step>({ by: oneOf([1, -1]), isEntering: flag, before: count, after: count }),
      answer: (step) => labeller.step(step),
    },
    say: { check: text(300), answer: (words) => display.say(words) },
    ...servicesOnRequest(labeller, display),
  });
  signal.addEventListener('abort', stopServing);

  // A page in the back/forward cache is not on show: its labels do not count until it returns.
  const onLeave = ({ isTrusted }: Event) => {
    if (!isTrusted) return;
    labeller.leave();
    if (isReported) report(emptyReport);
  };
  listen(window, 'pagehide', onLeave, { signal });
  const onReturn = ({ persisted, isTrusted }: PageTransitionEvent) => {
    if (!persisted || !isTrusted) return;
    // Chromium has closed its port meanwhile, and tells nobody here.
    workerLine.cut();
    labeller.resume();
    // What was changed meanwhile was not told to a page that was put away.
    rules.reload().catch(onError);
    reportSoon();
  };
  listen(window, 'pageshow', onReturn, { signal });
}
