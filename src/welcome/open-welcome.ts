import browser from 'webextension-polyfill';
import { findElement } from '../interface/find-element';
import { showLabellingChoice } from '../interface/labelling-choice';
import { localize } from '../interface/localize';
import { notify } from '../interface/notices';
import { text } from '../interface/text';
import { closeOwnTab } from './close-own-tab';
import { playOnDemand } from './moving-picture';
import { showPinHint } from './pin-hint';

/**
 * Fills the page that greets people after the installation.
 *
 * @param signal lets go of everything when the document closes
 */
export function openWelcome(signal: AbortSignal): void {
  localize(document);
  const item = text('menuClassify');
  findElement('#ask-words', HTMLElement).textContent = text('welcomeAsk', item);
  findElement('#asked-hint', HTMLElement).textContent = text('welcomeAskedHint', item);
  showLabellingChoice(signal);
  playOnDemand(signal);
  showPinHint(signal);
  onClick('#done', closeOwnTab, 'noticeTabClose', signal);
  onClick('#settings', () => browser.runtime.openOptionsPage(), 'noticeSettingsOpen', signal);
}

/** @param trouble key of what is said when it cannot be done */
function onClick(
  selector: string,
  act: () => Promise<void>,
  trouble: 'noticeTabClose' | 'noticeSettingsOpen',
  signal: AbortSignal,
): void {
  const button = findElement(selector, HTMLButtonElement);
  button.addEventListener(
    'click',
    () => {
      act().catch((error) => notify(trouble, error));
    },
    { signal },
  );
}
