import { nothing } from '../core/check';
import { checkEngineStatus } from '../core/check-engine-status';
import { describeEngine } from '../interface/describe-engine';
import { EngineWatch } from '../interface/engine-watch';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { localize } from '../interface/localize';
import { notify } from '../interface/notices';
import { serve } from '../messaging/serve';
import { watchSession } from '../storage/watch-session';
import { obeyCopying } from './copying';
import { engineFacts } from './engine-facts';
import { FactList } from './fact-list';
import { findLoad } from './find-load';
import { type Findings, harmlessStatus } from './findings';
import { IncidentList } from './incident-list';
import { loadFacts } from './load-facts';
import { plainReport } from './plain-report';
import { findProgram, programFacts } from './program';
import { settingsFacts } from './settings-facts';
import { spaced } from './spaced';

/** Milliseconds between two looks at what changes with every picture. */
const PAUSE = 1_000;

/**
 * Fills the page and keeps it true: it looks again when something has changed, and not while nobody sees it.
 *
 * @param signal lets go of everything when the document closes
 */
export function openDiagnostics(signal: AbortSignal): void {
  localize(document);
  const lists = [
    [new FactList('#engine-facts'), engineFacts],
    [new FactList('#load-facts'), loadFacts],
    [new FactList('#settings-facts'), settingsFacts],
    [new FactList('#program-facts'), programFacts],
  ] as const;
  const incidents = new IncidentList();
  const chip = findElement('#status', HTMLElement);
  const panel = findElement('#engine', HTMLElement);
  const retry = findElement('#engine-retry', HTMLElement);
  let findings: Findings = { status: { state: 'asking' } };

  const learn = (news: Partial<Findings>) => {
    findings = { ...findings, ...news };
    for (const [list, factsOf] of lists) list.show(factsOf(findings));
    if (findings.incidents) incidents.show(findings.incidents);
    const { status } = findings;
    const words = describeEngine(status, 'auto').chip;
    // A live region: it is touched only when its words change, so that it is not read out again and again.
    if (chip.textContent !== words) chip.textContent = words;
    chip.dataset.state = status.state;
    panel.dataset.state = status.state;
    retry.hidden = status.state !== 'failed' && status.state !== 'silent';
  };

  const engine = new EngineWatch(() => learn({ status: harmlessStatus(engine.status) }), signal);
  const refresh = spaced(
    async () => {
      engine.ask();
      learn(await findLoad());
    },
    PAUSE,
    signal,
  );
  const look = () => {
    if (!document.hidden) refresh();
  };
  watchSession(look, signal);
  document.addEventListener('visibilitychange', look, { signal });
  const stopServing = serve('pages', {
    engineChanged: {
      check: checkEngineStatus,
      answer: (status) => {
        engine.take(status);
        look();
      },
    },
    historyChanged: { check: nothing, answer: look },
  });
  signal.addEventListener('abort', stopServing, { once: true });

  followSettings((settings) => learn({ settings }), signal);
  const tryAgain = () => {
    // The button is about to go, and must not take the focus with it.
    findElement('#engine-title', HTMLElement).focus();
    engine.tryAgain();
  };
  retry.addEventListener('click', tryAgain, { signal });
  obeyCopying(() => plainReport(findings, Date.now()), signal);
  findProgram().then(
    (program) => learn({ program }),
    (error) => notify('noticeProgram', error),
  );
  learn({});
  refresh();
}
