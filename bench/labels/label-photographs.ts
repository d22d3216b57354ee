import type { Page, Worker } from '@playwright/test';
import type { ExtensionBrowser } from '../../scripts/extension-browser';
import { pictureLabels } from '../../scripts/picture-labels';
import { BadgeReader, isAnswer, type SeenBadge } from '../../scripts/read-badges';
import type { Known } from '../../src/background/known-pictures';
import type { Scored } from '../../src/core/outcome';
import { defaultSettings } from '../../src/core/settings';
import { judge } from '../../src/core/verdict';
import { contentKey, contentName } from '../../src/download/content-key';
import { siteOf } from '../../src/download/site-of';
import type { LocalSite } from '../../test/e2e/support/local-site';
import type { Photograph } from './answer';
import { pathOf, putPhotograph } from './put-photograph';

/** What the extension made of a photograph, and what it shows of that. */
export interface Labelled {
  readonly photograph: Photograph;
  readonly scored: Scored;
  /** None on what is not to be named. */
  readonly badge: SeenBadge | undefined;
}

/** Photographs on one page; all of them are on screen at once. */
const PER_PAGE = 40;

/** A screen that holds a page of photographs. */
export const viewport = { width: 1280, height: 1600 };

const STYLE =
  '<style>body{margin:0;background:#fff}img{width:244px;height:180px;margin:4px;object-fit:contain}</style>';

/** What the page shows through transparent pictures, as the extension names colours. */
const BACKDROP = '#ffffff';

/** Milliseconds for a page of photographs to get their badges, the start of the engine included. */
const DEADLINE = 180_000;

/** Milliseconds between two looks at a page. */
const LOOK_EVERY = 200;

/**
 * Has the extension label photographs on pages of a site, as it labels any page's.
 *
 * @param folder that the photographs lie in; they are put on the site, and stay there
 * @param onPage hears how many are labelled
 * @throws Error that names the photograph which got no answer
 */
export async function labelPhotographs(
  { context }: ExtensionBrowser,
  site: LocalSite,
  folder: string,
  photographs: readonly Photograph[],
  onPage: (count: number) => void,
): Promise<Labelled[]> {
  const page = await context.newPage();
  const labelled: Labelled[] = [];
  for (let first = 0; first < photographs.length; first += PER_PAGE) {
    const some = photographs.slice(first, first + PER_PAGE);
    const keys: string[] = [];
    for (const [offset, photograph] of some.entries()) {
      const bytes = await putPhotograph(site, first + offset, folder, photograph);
      keys.push(await keyOf(bytes, site.url('/')));
    }
    const images = some.map((_, offset) => `<img src="${pathOf(first + offset)}" alt="">`);
    site.putPage(`/gallery/${first}`, STYLE + images.join(''));
    await page.goto(site.url(`/gallery/${first}`));
    const scores = await allScores(context.serviceWorkers().at(-1), keys, some);
    const badges = await allBadges(page, some, scores);
    for (const [offset, photograph] of some.entries()) {
      const [badge, scored] = [badges[offset], scores[offset]];
      if (scored) labelled.push({ photograph, scored, badge });
    }
    onPage(labelled.length);
  }
  await page.close();
  return labelled;
}

/**
 * The name under which the extension keeps the scores of a picture. That of a picture of the page's own host
 * comes from the picture's bytes, so that scores belong to a file for certain.
 */
const keyOf = async (bytes: Buffer<ArrayBuffer>, page: string): Promise<string> =>
  `scores:${await contentKey(await contentName(bytes, BACKDROP, false), siteOf(page))}`;

/** The badges of a page's pictures, in their order, once each has its answer; none on what is not to be named. */
async function allBadges(
  page: Page,
  photographs: readonly Photograph[],
  scored: readonly Scored[],
): Promise<(SeenBadge | undefined)[]> {
  const isMissing = (badge: SeenBadge | undefined, index: number) => {
    const scores = scored[index]?.scores;
    const isUnwanted = scores && judge(scores, defaultSettings).kind === 'unwanted';
    return !isUnwanted && !isAnswer(badge);
  };
  const reader = await BadgeReader.open(page);
  let badges: (SeenBadge | undefined)[] = [];
  await until(
    async () => {
      badges = (await pictureLabels(page, reader)).map(({ badge }) => badge);
      return !badges.some(isMissing);
    },
    () => `No answer for ${named(photographs, (index) => isMissing(badges[index], index))}`,
  );
  return badges;
}

/** What the extension keeps under some keys, once there is something under each. */
async function allScores(
  worker: Worker | undefined,
  keys: readonly string[],
  photographs: readonly Photograph[],
): Promise<Scored[]> {
  if (!worker) throw new Error('The extension has no service worker');
  let kept: Record<string, unknown> = {};
  await until(
    async () => {
      kept = await worker.evaluate((all) => chrome.storage.session.get(all), [...keys]);
      return keys.every((key) => key in kept);
    },
    () => `No scores are kept of ${named(photographs, (index) => !((keys[index] ?? '') in kept))}`,
  );
  return keys.map((key) => (JSON.parse(kept[key] as string) as Known).scored);
}

async function until(holds: () => Promise<boolean>, complaint: () => string): Promise<void> {
  const end = Date.now() + DEADLINE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${complaint()} within ${DEADLINE / 1_000} s.`);
    await new Promise((later) => setTimeout(later, LOOK_EVERY));
  }
}

const named = (photographs: readonly Photograph[], isMeant: (index: number) => boolean): string =>
  photographs
    .filter((_, index) => isMeant(index))
    .map(({ file }) => file)
    .join(', ');
