import { BadgeClock } from './badge-clock';
import { putGallery } from './gallery-page';
import type { PictureSite } from './picture-site';
import type { SightlineBrowser } from './sightline-browser';

/** Milliseconds for the engine to start and answer. */
const LIMIT = 60_000;

/** Has Sightline label a picture on a page that is closed then, so that its engine runs. */
export async function wakeEngine(
  sightline: SightlineBrowser,
  own: PictureSite,
  [picture]: readonly Buffer[],
): Promise<void> {
  if (!picture) throw new Error('There is no picture to wake the engine with');
  putGallery(own.site, '/first', own.put([picture]));
  const page = await sightline.goTo(own.site.url('/first'));
  const clock = await BadgeClock.open(page, LIMIT);
  await clock.seen(1, LIMIT);
  await page.close();
}
