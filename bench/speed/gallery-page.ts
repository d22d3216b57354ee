import type { Page } from '@playwright/test';
import type { LocalSite } from '../../test/e2e/support/local-site';
import { pageWatch } from './page-watch';

/** Pictures in a gallery: all of them lie in one window, each just large enough to be labelled. */
export const GALLERY = 200;

const STYLE = `<style>
  body { margin: 0; display: grid; grid-template-columns: repeat(16, 78px); grid-auto-rows: 64px }
  img { width: 78px; height: 64px; object-fit: cover }
</style>`;

/** Puts a gallery on a site, of these pictures or at first of none. */
export function putGallery(site: LocalSite, path: string, urls: readonly string[] = []): void {
  const pictures = urls.map((url) => `<img src="${url}" alt="">`).join('');
  site.putPage(path, `${pageWatch}${STYLE}<body>${pictures}`);
}

/**
 * Adds pictures to a page, all at once.
 *
 * @returns when, in milliseconds since 1970
 */
export const addPictures = (page: Page, urls: readonly string[]): Promise<number> =>
  page.evaluate(
    (all) => {
      const at = performance.timeOrigin + performance.now();
      const pictures = all.map((url) => Object.assign(new Image(), { src: url }));
      document.body.append(...pictures);
      return at;
    },
    [...urls],
  );

/** The inside of a page with one picture. */
export const onePicture = (url: string): string =>
  `${pageWatch}<body><img src="${url}" alt="" width="320" height="240">`;
