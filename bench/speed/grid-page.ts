import type { LocalSite } from '../../test/e2e/support/local-site';
import { pageWatch } from './page-watch';

/** Size of a picture's cell, in CSS pixels: four stand side by side in the window, and four rows fill it. */
export const CELL = { width: 316, height: 225 } as const;
export const COLUMNS = 4;

const STYLE = `<style>
  body { margin: 0; display: grid; grid-template-columns: repeat(${COLUMNS}, ${CELL.width}px); grid-auto-rows: ${CELL.height}px }
  img { width: 300px; height: 210px; object-fit: cover }
</style>`;

/** Puts a long page on a site, with these pictures in rows. */
export function putGrid(site: LocalSite, path: string, urls: readonly string[], script = ''): void {
  const pictures = urls.map((url) => `<img src="${url}" alt="">`).join('');
  site.putPage(path, `${pageWatch}${STYLE}<body>${pictures}${script}`);
}

/** Which picture of such a page lies at a place, by its number. */
export const indexAt = ({ x, y }: { readonly x: number; readonly y: number }): number =>
  Math.floor(y / CELL.height) * COLUMNS + Math.floor(x / CELL.width);
