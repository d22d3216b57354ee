import browser from 'webextension-polyfill';
import { coalesce } from '../core/coalesce';
import { repairStoredSettings } from '../storage/repairs';
import { settingsKey } from '../storage/settings';
import { syncSettings, watchAccount } from '../storage/sync-settings';
import { noteSyncTrouble } from '../storage/sync-trouble';

/** Milliseconds in which changes are gathered: the browser lets its account be written to twice a second. */
const PAUSE = 1_000;

/** Keeps the stored settings whole, and the same as those of the browser's account. */
export function keepSettings(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void keep();
    }, PAUSE);
  };
  browser.storage.local.onChanged.addListener((changes) => {
    if (settingsKey in changes) soon();
  });
  watchAccount(soon);
  // What happened while no worker ran was told to nobody.
  void keep();
}

const keep = coalesce(async () => {
  try {
    await repairStoredSettings();
    await syncSettings();
    await noteSyncTrouble(false);
  } catch (error) {
    console.error('The settings could not be brought together with those of the account', error);
    await noteSyncTrouble(true).catch((reason) => console.error('Nor could that be noted', reason));
  }
});
