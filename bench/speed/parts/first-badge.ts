import { BadgeClock } from '../badge-clock';
import { medianOf } from '../figure';
import { addPictures, onePicture, putGallery } from '../gallery-page';
import type { Bench, Figure, Part } from '../part';
import { openPlainBrowser } from '../peers/plain-browser';
import { RawEngine } from '../peers/raw-engine';
import { PictureSite } from '../picture-site';
import { firstOf } from '../pictures';
import { serveModel } from '../serve-module';
import { SightlineBrowser } from '../sightline-browser';
import { median } from '../statistics';
import { wakeEngine } from '../wake-engine';

/** Milliseconds for a badge to come on a page whose engine runs. */
const LIMIT = 20_000;

/** Milliseconds after which Sightline has looked at a new page. */
const SETTLE = 500;

export const firstBadge: Part = {
  name: 'first',
  title: 'The first badge of a page with one picture, while the engine runs',
  limit: 180,
  run: measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
  const rounds = bench.isQuick ? 5 : 15;
  const pictures = await firstOf(bench.pictures, 2 * rounds + 1);
  const home = bench.own(await PictureSite.open());
  await serveModel(home.site, bench.model);
  const sightline = await SightlineBrowser.open(bench);
  await wakeEngine(sightline, home, pictures);
  const engine = { ...(await sightline.engine()), workers: 1, batch: 1 };
  const raw = await RawEngine.open(await openPlainBrowser(bench), home.site, engine);

  const opened: number[] = [];
  const added: number[] = [];
  const inference: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const [one, other] = pictures.slice(2 * round - 1, 2 * round + 1) as [Buffer, Buffer];
    opened.push(await onNewPage(sightline, home, one));
    added.push(await onOpenPage(sightline, home, other));
    if (round % 5 === 0) inference.push(1_000 / (await raw.alone()));
  }
  const note = 'from the end of its loading, which may come before it is painted';
  const inferences = (times: readonly number[]) => times.map((time) => time / median(inference));
  const aim = { most: 8 };
  return [
    medianOf('a page is opened', 'ms', opened, { note }),
    medianOf('a picture is added to a page', 'ms', added, { note }),
    medianOf('raw inference, all else idle', 'ms', inference),
    medianOf('a page is opened, in raw inferences', '', inferences(opened), { aim }),
    medianOf('a picture is added, in raw inferences', '', inferences(added), { aim }),
  ];
}

/** @returns milliseconds from the end of a picture's loading to its badge, on a page that is just opened */
async function onNewPage(
  sightline: SightlineBrowser,
  home: PictureSite,
  picture: Buffer,
): Promise<number> {
  const [url = ''] = home.put([picture]);
  home.site.putPage('/one', onePicture(url));
  const page = await sightline.goTo(home.site.url('/one'));
  const clock = await BadgeClock.open(page, LIMIT);
  await clock.seen(1, LIMIT);
  const time = await page.evaluate(async () => (await window.firstBadge) - window.loaded);
  await page.close();
  return time;
}

/** The same for a picture that is added to a page which has been open for a while. */
async function onOpenPage(
  sightline: SightlineBrowser,
  home: PictureSite,
  picture: Buffer,
): Promise<number> {
  putGallery(home.site, '/empty');
  const page = await sightline.goTo(home.site.url('/empty'));
  await page.waitForTimeout(SETTLE);
  await addPictures(page, home.put([picture]));
  const clock = await BadgeClock.open(page, LIMIT);
  await clock.seen(1, LIMIT);
  const time = await page.evaluate(async () => (await window.firstBadge) - window.loaded);
  await page.close();
  return time;
}
