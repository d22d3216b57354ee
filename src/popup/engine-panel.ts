import type { EngineStatus } from '../core/engine-status';
import { type BackendChoice, backends } from '../core/settings';
import type { KnownStatus } from '../interface/describe-engine';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { NoAnswerError, send } from '../messaging/send';
import { EngineView } from './engine-view';

/** Milliseconds to wait for the engine's state, and for the engine to start. */
const STATUS_PATIENCE = 5_000;
const WAKE_PATIENCE = 120_000;

/** Milliseconds after which a start is asked about again: the engine may die without a word. */
const RECHECK = 5_000;

/** Shows how the engine is, and obeys the choice of where it runs. Reading its state does not wake it. */
export function showEngine(signal: AbortSignal): { show(status: EngineStatus): void } {
  const select = findElement('#backend', HTMLSelectElement);
  const retry = findElement('#engine-retry', HTMLButtonElement);
  const view = new EngineView();
  let status: KnownStatus = { state: 'asking' };
  let choice: BackendChoice = 'auto';
  let recheck: ReturnType<typeof setTimeout> | undefined;
  // Answers that were overtaken are dropped: those about the state by any news, those to a wake by another wake.
  let news = 0;
  let wakes = 0;

  const take = (latest: KnownStatus) => {
    if (signal.aborted) return;
    news++;
    status = latest;
    view.show(status, choice);
    clearTimeout(recheck);
    if (status.state === 'loading') recheck = setTimeout(askStatus, RECHECK);
  };
  const takeAnswer = async (answer: Promise<EngineStatus>, isFresh: () => boolean) => {
    try {
      const latest = await answer;
      if (isFresh()) take(latest);
    } catch (error) {
      console.error('The engine could not be asked', error);
      if (!isFresh()) return;
      const isSilent = error instanceof NoAnswerError;
      take(isSilent ? { state: 'silent' } : { state: 'failed', why: (error as Error).message });
    }
  };
  const askStatus = () => {
    const asked = news;
    void takeAnswer(send('background', 'status', [], STATUS_PATIENCE), () => asked === news);
  };
  const wake = () => {
    take({ state: 'loading' });
    const asked = ++wakes;
    void takeAnswer(send('background', 'wake', [], WAKE_PATIENCE), () => asked === wakes);
  };

  const save = followSettings(({ backend }) => {
    choice = backend;
    select.disabled = false;
    select.value = backend;
    view.show(status, choice);
  }, signal);
  select.addEventListener(
    'change',
    async () => {
      const backend = backends.find((name) => name === select.value) ?? 'auto';
      if (await save((settings) => ({ ...settings, backend }))) wake();
    },
    { signal },
  );
  const tryAgain = () => {
    // The button is about to go, and must not take the focus with it.
    select.focus();
    if (status.state === 'failed') {
      wake();
    } else {
      take({ state: 'asking' });
      askStatus();
    }
  };
  retry.addEventListener('click', tryAgain, { signal });
  signal.addEventListener('abort', () => clearTimeout(recheck), { once: true });
  view.show(status, choice);
  askStatus();
  return { show: take };
}
