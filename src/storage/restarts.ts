import browser from 'webextension-polyfill';

const key = 'restarts';

/** When the extension has restarted itself, in milliseconds since 1970; outlives the restart, on the disk. */
export async function loadRestarts(): Promise<number[]> {
  const { [key]: stored } = await browser.storage.local.get(key);
  return Array.isArray(stored) ? stored.filter((at) => typeof at === 'number') : [];
}

export async function saveRestarts(times: readonly number[]): Promise<void> {
  await browser.storage.local.set({ [key]: times });
}
