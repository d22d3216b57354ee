import { nothing } from '../core/check';
import { checkEngineStatus } from '../core/check-engine-status';
import type { Settings } from '../core/settings';
import { followSettings } from '../interface/follow-settings';
import { localize } from '../interface/localize';
import { notify } from '../interface/notices';
import { serve } from '../messaging/serve';
import { hasSyncTrouble } from '../storage/sync-trouble';
import { bindBackUp } from './back-up';
import { bindControls } from './controls';
import { showEngine } from './engine-section';
import { bindGroups } from './group-choices';
import { bindGuarded } from './guarded-pictures';
import { showKept } from './kept';
import { showOwnLabels } from './own-labels';
import { showPreview } from './preview';
import { showRepairs } from './repairs';
import { showShortcuts } from './shortcuts';
import { bindSites } from './where-labelled';

/**
 * Fills the page of settings and keeps it true.
 *
 * @param signal lets go of everything when the document closes
 */
export function openOptions(signal: AbortSignal): void {
  localize(document);
  const engine = showEngine(signal);
  const kept = showKept(signal);
  showOwnLabels(signal);
  showShortcuts(signal);
  bindGuarded(signal);
  const shows: ((settings: Settings) => void)[] = [];
  const save = followSettings((settings) => {
    for (const show of shows) show(settings);
  }, signal);
  shows.push(
    bindControls(save, signal),
    bindSites(save, signal),
    bindGroups(save, signal),
    bindBackUp(save, signal),
    showRepairs(signal),
    showPreview,
    engine.show,
  );
  hasSyncTrouble().then(
    (isThere) => isThere && notify('noticeSync', 'See the console of the background worker'),
    (error) => notify('noticeSettingsRead', error),
  );
  const stopServing = serve('pages', {
    engineChanged: { check: checkEngineStatus, answer: engine.take },
    historyChanged: { check: nothing, answer: kept.refresh },
  });
  signal.addEventListener('abort', stopServing, { once: true });
}
