import type { EngineStatus } from '../core/engine-status';
import type { BackendChoice } from '../core/settings';
import { EngineWatch } from '../interface/engine-watch';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { EngineView } from './engine-view';

/** Shows how the engine is, and has it tried again. */
export function showEngine(signal: AbortSignal): { show(status: EngineStatus): void } {
  const retry = findElement('#engine-retry', HTMLButtonElement);
  const view = new EngineView();
  let choice: BackendChoice = 'auto';
  const show = () => view.show(engine.status, choice);
  const engine = new EngineWatch(show, signal);

  followSettings(({ backend }) => {
    choice = backend;
    show();
  }, signal);
  const tryAgain = () => {
    // The button is about to go, and must not take the focus with it.
    findElement('#settings', HTMLElement).focus();
    engine.tryAgain();
  };
  retry.addEventListener('click', tryAgain, { signal });
  show();
  engine.ask();
  return { show: engine.take };
}
