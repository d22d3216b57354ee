import browser from 'webextension-polyfill';

/** Calls back when anything in the session's storage has changed, until the signal is aborted. */
export function watchSession(callback: () => void, signal: AbortSignal): void {
  const { onChanged } = browser.storage.session;
  onChanged.addListener(callback);
  signal.addEventListener('abort', () => onChanged.removeListener(callback), { once: true });
}
