import { nothing } from '../core/check';
import { checkEngineStatus } from '../core/check-engine-status';
import { localize } from '../interface/localize';
import { notify } from '../interface/notices';
import { serve } from '../messaging/serve';
import { showEngine } from './engine-panel';
import { showHistory } from './history-panel';
import { showPage } from './page-panel';
import { findPage } from './page-tab';
import { showSparedWork } from './spared-work';
import { showSwitches } from './switches';

/**
 * Fills the popup and keeps it true.
 *
 * @param signal lets go of everything when the document closes
 */
export function openPopup(signal: AbortSignal): void {
  localize(document);
  const engine = showEngine(signal);
  const history = showHistory(signal);
  showSparedWork(signal);
  const stopServing = serve('pages', {
    engineChanged: { check: checkEngineStatus, answer: engine.show },
    historyChanged: { check: nothing, answer: history.refresh },
  });
  signal.addEventListener('abort', stopServing, { once: true });

  findPage(new URLSearchParams(location.search)).then(
    (page) => {
      showSwitches(page, signal);
      showPage(page, signal);
    },
    (error) => notify('noticePage', error),
  );
}
