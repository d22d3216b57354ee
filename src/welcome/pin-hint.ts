import browser, { type Action } from 'webextension-polyfill';
import { findElement } from '../interface/find-element';
import { text } from '../interface/text';

/** Shows how the button is kept in the toolbar, unless it is there; once it is, says so. */
export function showPinHint(signal: AbortSignal): void {
  const hint = findElement('#pin', HTMLElement);
  const words = findElement('#pin-words', HTMLElement);
  const show = (isPinned: boolean) => {
    hint.classList.toggle('done', isPinned);
    words.textContent = text(isPinned ? 'welcomePinned' : 'welcomePin');
  };

  const onChange = ({ isOnToolbar }: Action.OnUserSettingsChangedChangeType) => {
    if (isOnToolbar === undefined) return;
    show(isOnToolbar);
    hint.hidden = false;
  };
  const { onUserSettingsChanged } = browser.action;
  onUserSettingsChanged.addListener(onChange);
  signal.addEventListener('abort', () => onUserSettingsChanged.removeListener(onChange), {
    once: true,
  });

  browser.action.getUserSettings().then(
    ({ isOnToolbar = false }) => {
      hint.hidden = isOnToolbar;
    },
    (error) => {
      console.error('It is not known whether the button is in the toolbar', error);
      hint.hidden = false;
    },
  );
  show(false);
}
