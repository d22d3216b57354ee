import type { EngineStatus } from '../core/engine-status';
import type { Settings } from '../core/settings';
import { describeEngine } from '../interface/describe-engine';
import { EngineWatch } from '../interface/engine-watch';
import { findElement } from '../interface/find-element';
import { listItem } from '../interface/list-item';
import { othersThan } from '../interface/others-than';

/** Shows what the engine runs on and what was measured, and has it built anew where the choice has changed. */
export function showEngine(signal: AbortSignal): {
  show(settings: Settings): void;
  take(status: EngineStatus): void;
} {
  const state = findElement('#engine-state', HTMLElement);
  const headline = findElement('#engine-headline', HTMLElement);
  const detail = findElement('#engine-detail', HTMLElement);
  const next = findElement('#engine-next', HTMLElement);
  const others = findElement('#engine-others', HTMLElement);
  const retry = findElement('#engine-retry', HTMLButtonElement);
  let wished: Pick<Settings, 'backend' | 'workers'> | undefined;
  const draw = () => {
    const { status } = engine;
    const words = describeEngine(status, wished?.backend ?? 'auto');
    state.dataset.state = status.state;
    write(headline, words.headline);
    write(detail, words.detail);
    write(next, words.next);
    others.replaceChildren(
      ...(status.state === 'ready' ? othersThan(status) : []).map((words) => listItem(words)),
    );
    retry.hidden = status.state !== 'failed' && status.state !== 'silent';
  };
  const engine = new EngineWatch(draw, signal);
  const tryAgain = () => {
    // The button is about to go, and must not take the focus with it.
    findElement('#backend', HTMLElement).focus();
    engine.tryAgain();
  };
  retry.addEventListener('click', tryAgain, { signal });
  draw();
  engine.ask();
  return {
    show: ({ backend, workers }) => {
      const isAnother = wished && (wished.backend !== backend || wished.workers !== workers);
      wished = { backend, workers };
      if (isAnother) engine.wake();
      else draw();
    },
    take: engine.take,
  };
}

/** A live region is touched only when its words change, so that it is not read out again and again. */
function write(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
