import { type BrowserContext, chromium } from '@playwright/test';
import { quietArguments } from '../../../scripts/extension-browser';
import type { Bench } from '../part';
import { viewport } from '../sightline-browser';

/** Opens the same browser without Sightline: with a profile of its own, too, and so with a cache on the disk. */
export async function openPlainBrowser({ browser, flags, own }: Bench): Promise<BrowserContext> {
  return own(
    await chromium.launchPersistentContext('', {
      executablePath: browser,
      viewport,
      colorScheme: 'light',
      args: [...quietArguments, ...flags],
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }),
  );
}
