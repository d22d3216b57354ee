import browser, { type Permissions } from 'webextension-polyfill';
import { findElement } from '../interface/find-element';
import { notify } from '../interface/notices';

/**
 * Lets hosts be told whose page shows their picture (background/referrer.ts). Not asked for from the start: where any
 * extension has it, Chromium leads every request of every page through its main process. It sees to that only as it
 * starts; until then rules are not taken, or have no effect (Chromium 150).
 */
const wanted = {
  permissions: ['declarativeNetRequestWithHostAccess'],
  // The types know it only as one that is asked for from the start.
} as unknown as Permissions.Permissions;

/** Shows whether that is allowed, and has it allowed or not any more. */
export function bindGuarded(signal: AbortSignal): void {
  const input = findElement('#guarded', HTMLInputElement);
  const show = async () => {
    input.checked = await browser.permissions.contains(wanted);
    input.disabled = false;
  };
  const change = async () => {
    const { request, remove } = browser.permissions;
    try {
      await (input.checked ? request(wanted) : remove(wanted));
    } finally {
      await show();
    }
  };
  const onError = (error: unknown) => notify('noticeSettingsSave', error);
  input.addEventListener('change', () => void change().catch(onError), { signal });
  show().catch(onError);
}
