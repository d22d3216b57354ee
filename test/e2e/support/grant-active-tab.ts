import type { Page } from '@playwright/test';
import type { Sightline } from './sightline';

/**
 * Lets the browser take the user to have invoked the extension on a page's tab (`activeTab`). A click on the
 * menu does so among other things, but no click that a test can dispatch; this presses the toolbar's button.
 */
export async function grantActiveTab(page: Page, sightline: Sightline): Promise<void> {
  const session = await sightline.debugBrowser();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const tab = targetInfos.find(({ url }) => url === page.url());
  if (!tab) throw new Error(`No tab shows ${page.url()}`);
  await session.send('Extensions.triggerAction', { id: sightline.id, targetId: tab.targetId });
  await session.detach();
}
