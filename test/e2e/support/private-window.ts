import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Sightline } from './sightline';

/** What the browser's own page of extensions calls when its switches are used. */
interface ExtensionsPage {
  updateProfileConfiguration(change: { readonly inDeveloperMode: boolean }): Promise<void>;
  updateExtensionConfiguration(change: {
    readonly extensionId: string;
    readonly incognitoAccess: boolean;
  }): Promise<void>;
}

/** Lets the extension into private windows, as its switch on the page of extensions does; that starts it anew. */
export async function allowPrivateWindows({ context, id }: Sightline): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(async (extensionId) => {
    const extensions = Reflect.get(chrome, 'developerPrivate') as ExtensionsPage;
    // Without it an unpacked extension that is started anew is switched off.
    await extensions.updateProfileConfiguration({ inDeveloperMode: true });
    await extensions.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
  }, id);
  await expect
    .poll(
      async () => {
        const popup = await openPopup();
        const isAllowed = await popup?.evaluate(() => chrome.extension.isAllowedIncognitoAccess());
        await popup?.close();
        return isAllowed;
      },
      { message: 'the extension is in private windows' },
    )
    .toBe(true);
  await page.close();

  async function openPopup(): Promise<Page | undefined> {
    const popup = await context.newPage();
    try {
      await popup.goto(`chrome-extension://${id}/src/popup/popup.html`);
      return popup;
    } catch {
      // It is being started.
      await popup.close();
      return undefined;
    }
  }
}

/** Opens a page in a private window. */
export async function openPrivately({ context }: Sightline, popup: Page, url: string) {
  const opened = context.waitForEvent('page', (page) => page !== popup);
  await popup.evaluate(async (address) => {
    await chrome.windows.create({ incognito: true, url: address });
  }, url);
  const page = await opened;
  await page.waitForURL(url);
  return page;
}
