import browser, { type Commands } from 'webextension-polyfill';
import { copyTemplate, findElement } from '../interface/find-element';
import { notify } from '../interface/notices';
import { text } from '../interface/text';

/** Where Chromium lets people change shortcuts; no API does, and no link leads there. */
const ADDRESS = 'chrome://extensions/shortcuts';

/** Keys that Chromium tells by an English word, and keyboards by a sign. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\bPeriod$/, '.'],
  [/\bComma$/, ','],
];

/** Lists the keyboard shortcuts as they are set in the browser, again whenever people come back from setting them. */
export function showShortcuts(signal: AbortSignal): void {
  const list = findElement('#shortcut-list', HTMLElement);
  const change = findElement('#change-shortcuts', HTMLButtonElement);
  const refresh = async () => {
    if (document.hidden) return;
    try {
      // There is no such API for an extension that declares no command.
      const commands = (await browser.commands?.getAll()) ?? [];
      list.replaceChildren(...commands.map(shortcutItem));
    } catch (error) {
      notify('noticeShortcuts', error);
    }
  };
  const open = () =>
    browser.tabs.create({ url: ADDRESS }).catch((error) => notify('noticeShortcuts', error));
  change.addEventListener('click', () => void open(), { signal });
  document.addEventListener('visibilitychange', () => void refresh(), { signal });
  void refresh();
}

function shortcutItem({ name = '', description, shortcut }: Commands.Command): HTMLElement {
  const item = copyTemplate('#shortcut-template');
  // The command that opens the popup is the browser's own, and bears no words.
  findElement('dt', HTMLElement, item).textContent = description || text('shortcutPopup');
  const keys = findElement('dd', HTMLElement, item);
  keys.textContent = shortcut ? withSigns(shortcut) : text('shortcutNone');
  keys.dataset.command = name;
  keys.classList.toggle('soft', !shortcut);
  return item;
}

const withSigns = (shortcut: string): string =>
  SIGNS.reduce((keys, [word, sign]) => keys.replace(word, sign), shortcut);
