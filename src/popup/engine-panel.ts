import type { EngineStatus } from '../core/engine-status';
import { type BackendChoice, backends } from '../core/settings';
import { EngineWatch } from '../interface/engine-watch';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { EngineView } from './engine-view';

/** Shows how the engine is, and obeys the choice of where it runs. */
export function showEngine(signal: AbortSignal): { show(status: EngineStatus): void } {
  const select = findElement('#backend', HTMLSelectElement);
  const retry = findElement('#engine-retry', HTMLButtonElement);
  const view = new EngineView();
  let choice: BackendChoice = 'auto';
  const show = () => view.show(engine.status, choice);
  const engine = new EngineWatch(show, signal);

  const save = followSettings(({ backend }) => {
    choice = backend;
    select.disabled = false;
    select.value = backend;
    show();
  }, signal);
  select.addEventListener(
    'change',
    async () => {
      const backend = backends.find((name) => name === select.value) ?? 'auto';
      if (await save((settings) => ({ ...settings, backend }))) engine.wake();
    },
    { signal },
  );
  const tryAgain = () => {
    // The button is about to go, and must not take the focus with it.
    select.focus();
    engine.tryAgain();
  };
  retry.addEventListener('click', tryAgain, { signal });
  show();
  engine.ask();
  return { show: engine.take };
}
