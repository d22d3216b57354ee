import { type BrowserContext, chromium } from '@playwright/test';
import { quietArguments } from '../../../scripts/extension-browser';
import type { Bench } from '../part';
import { viewport } from '../sightline-browser';

/** Opens the same browser without Sightline. */
export async function openPlainBrowser({ browser, flags, own }: Bench): Promise<BrowserContext> {
  const plain = own(
    await chromium.launch({
      executablePath: browser,
      args: [...quietArguments, ...flags],
      // As in the browser with Sightline.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }),
  );
  return plain.newContext({ viewport, colorScheme: 'light' });
}
