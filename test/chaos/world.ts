import type { Page } from '@playwright/test';
import type { Sightline } from '../e2e/support/sightline';
import type { FaultySite } from './faulty-site';
import type { Galleries } from './galleries';
import type { NumberedPictures } from './numbered-pictures';

/** What a run plays with. */
export interface World {
  readonly sightline: Sightline;
  /** The site of the galleries, and another; both have pictures. */
  readonly sites: readonly [own: FaultySite, other: FaultySite];
  readonly pictures: NumberedPictures;
  readonly galleries: Galleries;
}

/** Opens a page of the extension that does nothing by itself, behind the gallery. */
export async function openOwnPage({ sightline, galleries }: World): Promise<Page> {
  const page = await sightline.context.newPage();
  await page.goto(`chrome-extension://${sightline.id}/manifest.json`);
  await galleries.bringToFront();
  return page;
}

/** Does something on a page of the extension. */
export async function onOwnPage<T>(world: World, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await openOwnPage(world);
  try {
    return await use(page);
  } finally {
    await page.close();
    await world.galleries.bringToFront();
  }
}
