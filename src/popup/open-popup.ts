import { nothing } from '../core/check';
import { checkEngineStatus } from '../core/check-engine-status';
import { localize } from '../interface/localize';
import { notify } from '../interface/notices';
import { serve } from '../messaging/serve';
import { showEngine } from './engine-panel';
import { showHistory } from './history-panel';
import { showPage } from './page-panel';
import { findPage } from './page-tab';
import { showPause } from './pause-panel';
import { showSwitches } from './switches';
import { showTabs } from './tabs';

/**
 * Fills the popup and keeps it true.
 *
 * @param signal lets go of everything when the document closes
 */
export function openPopup(signal: AbortSignal): void {
  localize(document);
  showTabs(signal);
  const engine = showEngine(signal);
  const history = showHistory(signal);
  const stopServing = serve('pages', {
    engineChanged: { check: checkEngineStatus, answer: engine.show },
    historyChanged: { check: nothing, answer: history.refresh },
  });
  signal.addEventListener('abort', stopServing, { once: true });

  findPage(new URLSearchParams(location.search)).then(
    (page) => {
      showSwitches(page, signal);
      const { note } = showPage(page, signal);
      showPause(page, note, signal);
    },
    (error) => notify('noticePage', error),
  );
}
