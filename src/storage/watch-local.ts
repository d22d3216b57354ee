import browser from 'webextension-polyfill';

/** Calls back with what is in local storage under a key whenever that changes, until the signal is aborted. */
export function watchLocal(
  key: string,
  callback: (stored: unknown) => void,
  signal: AbortSignal,
): void {
  const { onChanged } = browser.storage.local;
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (key in changes) callback(changes[key]?.newValue);
  };
  onChanged.addListener(listener);
  signal.addEventListener('abort', () => onChanged.removeListener(listener));
}
