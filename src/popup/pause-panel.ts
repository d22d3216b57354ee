import browser from 'webextension-polyfill';
import { type PauseKind, type Pauses, pauseAt, withoutPausesAt, withPause } from '../core/pauses';
import { isAutomatic, type Settings } from '../core/settings';
import { findElement } from '../interface/find-element';
import { followSettings } from '../interface/follow-settings';
import { notify, withdraw } from '../interface/notices';
import { text } from '../interface/text';
import { writeMinutes } from '../interface/write';
import { loadPauses, savePauses, watchPauses } from '../storage/pauses';
import type { PageTab } from './page-tab';

const MINUTE = 60_000;

/** Milliseconds between two looks at how long a pause still lasts. */
const TICK = 10_000;

const kinds: readonly PauseKind[] = ['tab', 'site', 'everywhere'];

/**
 * Offers to pause labelling where it goes on by itself, tells of a pause, and ends it.
 *
 * @param onChange told whether pictures are labelled by themselves on the page now
 */
export function showPause(
  { tab, site }: PageTab,
  onChange: (isAutomaticHere: boolean) => void,
  signal: AbortSignal,
): void {
  const place = { tab, site };
  const offer = findElement('#pause', HTMLElement);
  const told = findElement('#paused', HTMLElement);
  const words = findElement('#paused-text', HTMLElement);
  const resume = findElement('#resume', HTMLButtonElement);
  const buttons = kinds.map((kind) => findElement(`#pause-${kind}`, HTMLButtonElement));
  let settings: Settings | undefined;
  let pauses: Pauses | undefined;

  const show = () => {
    if (!settings || !pauses) return;
    const now = Date.now();
    const kind = pauseAt(pauses, place, now);
    const isOn = tab !== undefined && isAutomatic(settings, site ?? '');
    offer.hidden = kind !== undefined || !isOn;
    told.hidden = kind === undefined;
    const sentence = kind ? writePause(kind, site, (pauses.until ?? now) - now) : '';
    if (words.textContent !== sentence) words.textContent = sentence;
    onChange(isOn && kind === undefined);
  };
  const change = async (changed: (known: Pauses) => Pauses, focus: HTMLElement) => {
    try {
      // Saved in the same turn: the popup may be closed before another.
      if (!pauses) return;
      pauses = changed(pauses);
      const saved = savePauses(pauses);
      show();
      focus.focus();
      await saved;
      withdraw('noticePause');
    } catch (error) {
      notify('noticePause', error);
    }
  };
  for (const [index, kind] of kinds.entries()) {
    const button = buttons[index];
    // Of a private window's site nothing is written down.
    if (kind === 'site' && button) {
      button.hidden = site === undefined || browser.extension.inIncognitoContext === true;
    }
    button?.addEventListener(
      'click',
      () => void change((known) => withPause(known, kind, place, Date.now()), resume),
      { signal },
    );
  }
  resume.addEventListener(
    'click',
    () => void change((known) => withoutPausesAt(known, place), buttons[0] ?? resume),
    { signal },
  );

  followSettings((latest) => {
    settings = latest;
    show();
  }, signal);
  watchPauses((latest) => {
    pauses = latest;
    show();
  }, signal);
  loadPauses().then(
    (stored) => {
      // What was watched meanwhile is newer.
      pauses ??= stored;
      show();
    },
    (error) => notify('noticePause', error),
  );
  const clock = setInterval(show, TICK);
  signal.addEventListener('abort', () => clearInterval(clock), { once: true });
}

function writePause(kind: PauseKind, site: string | undefined, left: number): string {
  switch (kind) {
    case 'everywhere':
      return text('pausedEverywhere', writeMinutes(Math.max(1, Math.ceil(left / MINUTE))));
    case 'site':
      return text('pausedSite', site ?? '');
    case 'tab':
      return text('pausedTab');
  }
}
