import browser from 'webextension-polyfill';

const key = 'sync-trouble';

/** Whether the settings could not be brought together with those of the browser's account the last time. */
export async function hasSyncTrouble(): Promise<boolean> {
  const { [key]: stored } = await browser.storage.local.get(key);
  return stored === true;
}

export async function noteSyncTrouble(isThere: boolean): Promise<void> {
  if (isThere === (await hasSyncTrouble())) return;
  if (isThere) await browser.storage.local.set({ [key]: true });
  else await browser.storage.local.remove(key);
}
